import type { Site } from '../../site/index.js';
import { isThemePath } from '../../themes/index.js';

/** The paths in a site of the scripts that come with its theme. */
export function themeScripts({
  config: { theme },
  staticFiles,
}: Pick<Site, 'config' | 'staticFiles'>): string[] {
  return staticFiles
    .filter(({ file, outputPath }) => isThemePath(theme, file.path) && outputPath.endsWith('.js'))
    .map(({ outputPath }) => outputPath);
}
