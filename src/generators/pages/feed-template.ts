/**
 * An Atom feed of posts or of another collection's documents, byte for byte as jekyll-feed 0.17 writes it. It reads
 * `page.collection`, `page.category`, `page.tags` (the one tag its posts have) and `page.xsl`. The lines are for
 * the reader: the feed has none.
 */
export const FEED_TEMPLATE = `
<?xml version="1.0" encoding="utf-8"?>
{% if page.xsl %}<?xml-stylesheet type="text/xml" href="{{ '/feed.xslt.xml' | absolute_url }}"?>{% endif %}
<feed xmlns="http://www.w3.org/2005/Atom" {% if site.lang %}xml:lang="{{ site.lang }}"{% endif %}>
<generator uri="https://jekyllrb.com/" version="{{ jekyll.version }}">Jekyll</generator>
<link href="{{ page.url | absolute_url }}" rel="self" type="application/atom+xml" />
<link href="{{ '/' | absolute_url }}" rel="alternate" type="text/html"
{{ ' ' }}{% if site.lang %}hreflang="{{ site.lang }}" {% endif %}/>
<updated>{{ site.time | date_to_xmlschema }}</updated>
<id>{{ page.url | absolute_url | xml_escape }}</id>

{% assign title = site.title | default: site.name %}
{% if page.collection != "posts" %}
  {% assign collection = page.collection | capitalize %}
  {% assign title = title | append: " | " | append: collection %}
{% endif %}
{% if page.category %}
  {% assign category = page.category | capitalize %}
  {% assign title = title | append: " | " | append: category %}
{% endif %}
{% if title %}<title type="html">{{ title | smartify | xml_escape }}</title>{% endif %}
{% if site.description %}<subtitle>{{ site.description | xml_escape }}</subtitle>{% endif %}
{% if site.author %}
  <author>
    <name>{{ site.author.name | default: site.author | xml_escape }}</name>
    {% if site.author.email %}<email>{{ site.author.email | xml_escape }}</email>{% endif %}
    {% if site.author.uri %}<uri>{{ site.author.uri | xml_escape }}</uri>{% endif %}
  </author>
{% endif %}

{% if page.tags %}
  {% assign posts = site.tags[page.tags] %}
{% else %}
  {% assign posts = site[page.collection] %}
{% endif %}
{% if page.category %}{% assign posts = posts | where: "categories", page.category %}{% endif %}
{% unless site.show_drafts %}
  {% assign posts = posts | where_exp: "post", "post.draft != true" %}
{% endunless %}
{% assign posts = posts | sort: "date" | reverse %}
{% assign limit = site.feed.posts_limit | default: 10 %}
{% for post in posts limit: limit %}
  <entry{% if post.lang %}{{ ' ' }}xml:lang="{{ post.lang }}"{% endif %}>
    {% assign title = post.title | smartify | strip_html | normalize_whitespace | xml_escape %}
    <title type="html">{{ title }}</title>
    <link href="{{ post.url | absolute_url }}" rel="alternate" type="text/html" title="{{ title }}" />
    <published>{{ post.date | date_to_xmlschema }}</published>
    <updated>{{ post.last_modified_at | default: post.date | date_to_xmlschema }}</updated>
    <id>{{ post.id | absolute_url | xml_escape }}</id>

    {% assign excerpt_only = post.feed.excerpt_only | default: site.feed.excerpt_only %}
    {% unless excerpt_only %}
      <content type="html" xml:base="{{ post.url | absolute_url | xml_escape }}">
      <![CDATA[{{ post.content | strip }}]]>
      </content>
    {% endunless %}

    {% assign author = post.author | default: post.authors[0] | default: site.author %}
    {% assign author = site.data.authors[author] | default: author %}
    {% assign author_name = author.name | default: author | default: "" %}
    {% assign author_email = author.email | default: nil %}
    {% assign author_uri = author.uri | default: nil %}
    <author>
      <name>{{ author_name | xml_escape }}</name>
      {% if author_email %}<email>{{ author_email | xml_escape }}</email>{% endif %}
      {% if author_uri %}<uri>{{ author_uri | xml_escape }}</uri>{% endif %}
    </author>

    {% if post.category %}
      <category term="{{ post.category | xml_escape }}" />
    {% elsif post.categories %}
      {% for category in post.categories %}<category term="{{ category | xml_escape }}" />{% endfor %}
    {% endif %}
    {% for tag in post.tags %}<category term="{{ tag | xml_escape }}" />{% endfor %}

    {% assign summary = post.description | default: post.excerpt %}
    {% if summary and summary != empty %}
      <summary type="html"><![CDATA[{{ summary | strip_html | normalize_whitespace }}]]></summary>
    {% endif %}

    {% assign image = post.image.path | default: post.image %}
    {% if image %}
      {% unless image contains "://" %}{% assign image = image | absolute_url %}{% endunless %}
      {% assign image = image | xml_escape %}
      <media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="{{ image }}" />
      <media:content medium="image" url="{{ image }}" xmlns:media="http://search.yahoo.com/mrss/" />
    {% endif %}
  </entry>
{% endfor %}
</feed>
`.replace(/\n\s*/g, '');
