import { escapePath } from './url.js';

/** Jekyll's named permalink styles (`Configuration::STYLE_TO_PERMALINK`). */
const STYLES: Readonly<Record<string, string>> = {
  none: '/:categories/:title:output_ext',
  date: '/:categories/:year/:month/:day/:title:output_ext',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
};

/** The template for posts of a permalink style; a style that is no name is a template itself. */
export function permalinkTemplate(style: string): string {
  return Object.hasOwn(STYLES, style) ? (STYLES[style] ?? style) : style;
}

/**
 * A template for other pages with the ending that the site's permalink style has: `/`, `:output_ext` or none
 * (`Utils.add_permalink_suffix`; `weekdate` is not in its list, and has none).
 */
export function withPermalinkSuffix(template: string, style: string): string {
  if (style === 'pretty') return `${template}/`;
  if (style === 'date' || style === 'ordinal' || style === 'none') return `${template}:output_ext`;
  if (style.endsWith('/')) return `${template}/`;
  return style.endsWith(':output_ext') ? `${template}:output_ext` : template;
}

/** Fills the placeholders of a page's or static file's URL one after the other (`URL#generate_url_from_hash`). */
export function fillTemplate(
  template: string,
  values: readonly (readonly [name: string, value: string])[],
): string {
  return values.reduce(
    (filled, [name, value]) => filled.replaceAll(`:${name}`, () => escapePath(value)),
    template,
  );
}

/** A template filled, and the placeholders that nothing is known for. */
export interface FilledTemplate {
  readonly url: string;
  readonly unknown: readonly string[];
}

/**
 * Fills the placeholders of a document's permalink (`URL#generate_url_from_drop`). A placeholder ends where
 * neither a small letter nor `_` follows; a `_` at its end belongs to it only if there is such a placeholder.
 */
export function fillPlaceholders(
  template: string,
  value: (name: string) => string | undefined,
): FilledTemplate {
  const unknown: string[] = [];
  const url = template.replace(/:([a-z_]+)/g, (match, name: string) => {
    const exact = value(name);
    if (exact !== undefined) return escapePath(exact);
    const shorter = name.endsWith('_') ? value(name.slice(0, -1)) : undefined;
    if (shorter !== undefined) return `${escapePath(shorter)}_`;
    unknown.push(match);
    return match;
  });
  return { url, unknown };
}
