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
