import { type Diagnostic, diagnostic } from '../diagnostics/index.js';
import { readKramdownOptions } from '../markdown/index.js';
import { keyPlace, type SiteConfig } from '../site/index.js';
import { unknownKeys } from './config-keys.js';

/** What a configuration says that those it says it to cannot read, or do not know. */
export function configProblems(config: SiteConfig): Diagnostic[] {
  return [...kramdownProblems(config), ...katexProblems(config), ...unknownKeys(config)];
}

/** Values of `kramdown:` in the configuration that kramdown would not take either. */
function kramdownProblems(config: SiteConfig): Diagnostic[] {
  return readKramdownOptions(config.kramdown).problems.map(({ option, expected }) =>
    diagnostic(
      'warning',
      'config-kramdown',
      keyPlace(config, 'kramdown', option),
      `The value of kramdown: ${option} cannot be read, so the option stays as it is by default.`,
      { text: option, hint: `Write ${expected}.` },
    ),
  );
}

/** What settings of `katex:` take whose values are few. */
const KATEX_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  dollars: [true, false],
  output: ['htmlAndMathml', 'html', 'mathml'],
  tags: ['ams', 'all', 'none'],
};

function katexProblems(config: SiteConfig): Diagnostic[] {
  return Object.entries(KATEX_VALUES).flatMap(([key, values]) => {
    const { [key]: value } = config.katex;
    if (value === undefined || value === null || values.includes(value)) return [];
    const place = keyPlace(config, 'katex', key);
    const message = `\`katex.${key}\` cannot be ${JSON.stringify(value)}; its default is used instead.`;
    return [diagnostic('warning', 'config-type', place, message, { hint: `Write ${values.join(' or ')}.` })];
  });
}
