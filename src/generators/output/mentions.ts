import { isRecord } from '../../site/index.js';

/** A name behind an `@` that no letter stands before (html-pipeline 2.14: `mention_filter.rb`, with jekyll-mentions' names). */
const MENTION = /(^|\W)@(?=(\w[\w-]*))\2(?!\/)(?=\.+[ \t\W]|\.+$|[^0-9a-zA-Z_.]|$)/gm;

/** Names that speak of mentions rather than of somebody. */
const NOBODY = /^mention(?:s|ed|ing)?$/i;

const GITHUB = 'https://github.com';

/**
 * A text in which each `@name` links to a person's page (jekyll-mentions 1.6). `setting` is what the page or the configuration
 * says under `jekyll-mentions`: the address of the site that people have their pages on, or a mapping with `base_url`.
 */
export function linkMentions(text: string, setting: unknown): string {
  const stated = isRecord(setting) ? setting['base_url'] : setting;
  const base = typeof stated === 'string' ? stated : GITHUB;
  const folder = /[/~]$/.test(base) ? base : `${base}/`;
  return text.replace(MENTION, (match, before: string, name: string) =>
    NOBODY.test(name) ? match : `${before}<a href="${folder}${name}" class="user-mention">@${name}</a>`,
  );
}
