import type { SiteConfig } from '../../site/index.js';

/** The colour of the theme's paper, as css/lectern.css has it. */
const PAPER = '#fdfcfa';

/**
 * The file by which a phone puts a course of lectern's own theme among its programs (W3C: Web Application Manifest), relative to
 * the site's root, where it lies.
 */
export function webManifest({ raw }: Pick<SiteConfig, 'raw'>): {
  readonly path: string;
  readonly content: string;
} {
  const { title, description, lang } = raw;
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const manifest = {
    name: text(title) ?? 'Lectures',
    description: text(description),
    lang: text(lang),
    start_url: './',
    scope: './',
    display: 'browser',
    background_color: PAPER,
    theme_color: PAPER,
    icons: [{ src: 'assets/favicon.svg', sizes: 'any', type: 'image/svg+xml' }],
  };
  return { path: WEB_MANIFEST, content: `${JSON.stringify(manifest, null, 2)}\n` };
}

/** Its path in the site, which the theme's pages link. */
export const WEB_MANIFEST = 'manifest.webmanifest';
