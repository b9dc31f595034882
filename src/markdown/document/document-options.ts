import { diagnostic } from '../../diagnostics/index.js';
import type { MarkdownEnvironment } from './environment.js';
import type { Attributes } from './ial.js';
import { readKramdownOptions } from './kramdown-options.js';

/**
 * Carries out `{::options key="value"}`, which stands at the document offset `at`: what the parser asks for is
 * changed from there on, how things are printed in the whole document. A value that an option cannot take is
 * reported and leaves the option as it was.
 */
export function changeOptions(stated: Attributes, environment: MarkdownEnvironment, at: number): void {
  const { options, problems } = readKramdownOptions(Object.fromEntries(stated), environment.kramdown);
  environment.kramdown = options;
  for (const { option, expected } of problems) {
    environment.diagnostics.push(
      diagnostic(
        'warning',
        'markdown-option',
        () => environment.locate(at),
        `The option ${option} cannot be set to this value.`,
        { hint: `It takes ${expected}.` },
      ),
    );
  }
}
