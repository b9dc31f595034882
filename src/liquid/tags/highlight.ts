import { diagnostic, guarded } from '../../diagnostics/index.js';
import { Fault } from '../core/fault.js';
import { strip } from '../core/ruby-string.js';
import type { Construct, Rendering } from '../render/rendering.js';
import { createPlainSink } from '../render/sink.js';
import { textOf } from '../values/text.js';
import type { BlockTag } from './tag.js';

const MARKUP = /^([a-zA-Z0-9.+#_-]+)((?:\s+\w+(?:=(?:\w+|"(?:[0-9]+\s)*[0-9]+"))?)*)$/;

/** Rouge's escaping (formatters/html.rb). */
function plain(code: string): string {
  return code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Rouge's formatters/html_table.rb with the classes that Jekyll gives it. */
function numbered(html: string): string {
  const lines = html.endsWith('\n') ? html : `${html}\n`;
  const count = lines.split('\n').length - 1;
  const numbers = Array.from({ length: count }, (_, index) => `${index + 1}\n`).join('');
  return (
    `<table class="rouge-table"><tbody><tr><td class="gutter gl"><pre class="lineno">${numbers}</pre></td>` +
    `<td class="code"><pre>${lines}</pre></td></tr></tbody></table>`
  );
}

/** Says of code that is too long for colours that it has none. */
function reportLength(code: string, tag: Construct, rendering: Rendering): void {
  const why = rendering.options.tooLongToHighlight?.(code);
  if (why === undefined) return;
  rendering.reportOnce(tag, why, () =>
    diagnostic('warning', 'code-too-long', tag.place(), why, {
      text: tag.source.text,
      hint: 'Show the part that matters, and link to the file.',
    }),
  );
}

/**
 * `{% highlight python linenos %} … {% endhighlight %}` (Jekyll's tags/highlight_block.rb). As in Jekyll 4.3,
 * any `linenos` makes a table, and further options (`mark_lines="1 3"`) change nothing. Around it stand the
 * texts `highlighter_prefix` and `highlighter_suffix`, which Jekyll sets to line feeds for Markdown pages.
 */
export const highlightTag: BlockTag = {
  kind: 'block',
  delimiters: [],
  isBlank: false,
  parse: ([{ tag, body }]) => {
    const [, name, options = ''] = MARKUP.exec(strip(tag.markup)) ?? [];
    if (name === undefined) {
      throw new Fault(
        'liquid-syntax',
        'A highlight needs the name of a language.',
        'Write {% highlight python %} or {% highlight python linenos %}.',
      );
    }
    const language = name.toLowerCase();
    const hasNumbers = /\blinenos\b/.test(options);
    return (rendering) => {
      const sink = createPlainSink();
      rendering.into(sink, () => body.render(rendering));
      const code = sink.result().text.replace(/^[\n\r]+|[\n\r]+$/g, '');
      const colour = (): string | undefined =>
        guarded(
          {
            failing: 'colouring this code failed, so it stays plain',
            place: tag.place,
            tell: rendering.report,
          },
          () => rendering.options.highlight(code, language),
          () => undefined,
        );
      const coloured = colour();
      if (coloured !== undefined) reportLength(code, tag, rendering);
      const shown = coloured ?? plain(code);
      const html = (hasNumbers ? numbered(shown) : shown).replace(/\r?\n$/, '');
      const around = (key: string) => textOf(rendering.scopes.get(key), rendering.zone);
      rendering
        .sink()
        .write(
          `${around('highlighter_prefix')}<figure class="highlight"><pre>` +
            `<code class="language-${language.replaceAll('+', '-')}" data-lang="${language}">` +
            `${html}</code></pre></figure>${around('highlighter_suffix')}`,
          tag.origin,
        );
    };
  },
};
