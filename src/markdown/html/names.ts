/**
 * The elements of HTML, those of its older versions and those that only browsers knew among them: kramdown knows
 * fewer (`html-syntax.ts`).
 */
const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote ' +
    'body br button canvas caption center cite code col colgroup command data datalist dd del details dfn dialog dir ' +
    'div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header ' +
    'hgroup hr html i iframe image img input ins isindex kbd keygen label legend li link listing main map mark ' +
    'marquee math menu menuitem meta meter multicol nav nobr noembed noframes noscript object ol optgroup option ' +
    'output p param picture plaintext portal pre progress q rb rbc rp rt rtc ruby s samp script search section select ' +
    'slot small source spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot th ' +
    'thead time title tr track tt u ul var video wbr xmp'
  ).split(' '),
);

/** Whether HTML has an element of this name, however it is written. */
export function isHtmlElement(name: string): boolean {
  return ELEMENTS.has(name.toLowerCase());
}

/** The names of HTML's elements. */
export function htmlElements(): Iterable<string> {
  return ELEMENTS;
}

/** Elements that stand for themselves: their text, tags and all, is shown as it is written. */
export const LITERAL_ELEMENTS: ReadonlySet<string> = new Set(
  'code kbd math option pre samp script style svg textarea var'.split(' '),
);

/** The attributes of HTML's elements, those of its older versions among them, and a few that scripts and styles go by. */
const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'abbr accept accept-charset accesskey action align alink allow allowfullscreen allowpaymentrequest alt archive async ' +
    'autocapitalize autocomplete autocorrect autofocus autoplay axis background behavior bgcolor border bordercolor ' +
    'capture cellpadding cellspacing char charoff charset checked cite class classid clear code codebase codetype color ' +
    'cols colspan compact content contenteditable controls controlslist coords crossorigin data datetime declare decoding ' +
    'default defer dir direction dirname disabled download draggable enctype enterkeyhint exportparts face fetchpriority ' +
    'for form formaction formenctype formmethod formnovalidate formtarget frame frameborder headers height hidden high ' +
    'href hreflang hspace http-equiv icon id imagesizes imagesrcset inert inputmode integrity is ismap itemid itemprop ' +
    'itemref itemscope itemtype key kind label lang language link list loading longdesc loop low lowsrc marginheight ' +
    'marginwidth markdown max maxlength media method min minlength multiple muted name nohref nomodule nonce noresize ' +
    'noshade novalidate nowrap object open optimum part pattern ping placeholder playsinline popover popovertarget poster ' +
    'preload profile prompt property readonly ref referrerpolicy rel repeat required rev reversed role rows rowspan rules ' +
    'sandbox scheme scope scrolling seamless selected shadowrootmode shape size sizes slot span spellcheck src srcdoc ' +
    'srclang srcset standby start step style summary tabindex target text title translate truespeed type usemap valign ' +
    'value valuetype version vlink vspace width wrap xmlns'
  ).split(' '),
);

/** Whether HTML has an attribute of this name, or leaves the name to authors. */
export function isHtmlAttribute(name: string): boolean {
  if (ATTRIBUTES.has(name)) return true;
  const lower = name.toLowerCase();
  return ATTRIBUTES.has(lower) || /[-:@.]|^on/.test(lower);
}
