import type { ExtraBlock, ExtraTag, TagCall } from '../../liquid/index.js';
import { isRecord } from '../../site/index.js';

/** Liquid's `TagAttributes`. */
const ATTRIBUTE = /(\w+)\s*:\s*("[^"]*"|'[^']*'|[^\s,|'"]+)/g;

/** What a figure is called, by the page's language (jekyll-figure: `utils.rb`). */
const CALLED: Readonly<Record<string, string>> = { en: 'Figure', de: 'Abbildung', sv: 'Figur', fr: 'Figure' };

/**
 * `{% figure caption:"*Words*" class:"wide" label:name %}content{% endfigure %}`: the content and the caption through Markdown
 * (jekyll-figure 0.2). With a label the figure has a number, which `{% figref name %}` refers to.
 */
export const figureTag: ExtraBlock = {
  block: (call, body) => {
    const markup = call.markup.replace(/\{\{([^{}]*)\}\}/g, (_, expression: string) =>
      String(call.evaluate(`${expression} | append: ""`) ?? ''),
    );
    const attributes = new Map(
      Array.from(markup.matchAll(ATTRIBUTE), ([, name = '', value = '']) => [
        name,
        value.replace(/^["']|["']$/g, ''),
      ]),
    );
    const settings = call.evaluate('site.jekyll-figure');
    const isBare = isRecord(settings) && settings['paragraphs'] === false;
    const [caption, classes, label] = ['caption', 'class', 'label'].map((name) => attributes.get(name));
    const key = label?.replace(/\s/g, '') ?? '';
    const number = key === '' ? '' : `<em>${calledOf(call)} ${numberOf(key, call)}:</em> `;
    const content = markdown(body, call);
    const attribute = (name: string, value: string | undefined) =>
      value === undefined || value === '' ? '' : ` ${name}="${value}"`;
    return [
      `<figure${classes === undefined ? '' : ` class="${classes}"`}${attribute('id', key)}>`,
      isBare ? withoutParagraphs(content) : content,
      caption === undefined
        ? ''
        : `  <figcaption>${number}${withoutParagraphs(markdown(caption, call)).replace(/\n$/, '')}</figcaption>\n`,
      '</figure>',
    ].join('');
  },
};

/** `{% figref name %}`: a link to the figure with this label, which comes before. */
export const figrefTag: ExtraTag = (call) => {
  const label = call.markup.replace(/\s/g, '');
  return `<a href="#${label}">${calledOf(call).toLowerCase()} ${numbersOf(call).get(label) ?? ''}</a>`;
};

function markdown(text: string, call: TagCall): string {
  return String(call.filter('markdownify', text, []));
}

function withoutParagraphs(html: string): string {
  return html.replace(/<\/?p[^>]*>/g, '');
}

function calledOf(call: TagCall): string {
  const own = call.evaluate('page.figure');
  if (own !== null && own !== undefined) return String(own);
  const language = String(call.evaluate('page.lang') ?? 'en');
  return (Object.hasOwn(CALLED, language) ? CALLED[language] : undefined) ?? 'Figure';
}

/** The numbers of a page's figures, by label. */
function numbersOf({ store }: TagCall): Map<string, number> {
  const known = store.get('figure-numbers');
  // Only this file keeps anything under this name.
  if (known instanceof Map) return known as Map<string, number>;
  const numbers = new Map<string, number>();
  store.set('figure-numbers', numbers);
  return numbers;
}

function numberOf(label: string, call: TagCall): number {
  const numbers = numbersOf(call);
  const number = numbers.get(label) ?? numbers.size + 1;
  numbers.set(label, number);
  return number;
}
