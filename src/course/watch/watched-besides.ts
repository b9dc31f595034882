import type { SiteConfig } from '../../site/index.js';
import { themeFiles } from '../../themes/index.js';

/** What a course is made of besides its folder: its configuration, and its theme where somebody can be at work on that. */
export function watchedBesides({ configFiles, theme }: Pick<SiteConfig, 'configFiles' | 'theme'>): string[] {
  return [...configFiles, ...(theme?.role === 'named' ? themeFiles(theme) : [])];
}
