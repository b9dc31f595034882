import { type CheckedPage, type Finding, shortened } from '../page/finding.js';
import { attribute, isElement, isWithin, type PageElement, textOf } from '../page/page-tree.js';

/** Scripts that languages are written in, of those that are told apart. */
type Script = 'latin' | 'han' | 'kana' | 'hangul' | 'cyrillic' | 'arabic' | 'hebrew' | 'thai' | 'devanagari';

const SCRIPTS: Readonly<Record<Script, RegExp>> = {
  latin: /\p{Script=Latin}/gu,
  han: /\p{Script=Han}/gu,
  kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  hangul: /\p{Script=Hangul}/gu,
  cyrillic: /\p{Script=Cyrillic}/gu,
  arabic: /\p{Script=Arabic}/gu,
  hebrew: /\p{Script=Hebrew}/gu,
  thai: /\p{Script=Thai}/gu,
  devanagari: /\p{Script=Devanagari}/gu,
};

/** Those of languages that are not written in Latin letters. */
const OF_LANGUAGE: Readonly<Record<string, readonly Script[]>> = {
  ja: ['kana', 'han'],
  zh: ['han'],
  yue: ['han'],
  ko: ['hangul', 'han'],
  ru: ['cyrillic'],
  uk: ['cyrillic'],
  bg: ['cyrillic'],
  sr: ['cyrillic', 'latin'],
  ar: ['arabic'],
  fa: ['arabic'],
  ur: ['arabic'],
  he: ['hebrew'],
  th: ['thai'],
  hi: ['devanagari'],
  mr: ['devanagari'],
  ne: ['devanagari'],
};

/** Languages that nothing is known of here, but that they are written in Latin letters. */
const LATIN = new Set(
  'en de fr es it pt nl sv da nb nn no fi pl cs sk sl hr hu ro tr vi id ms ca eu gl et lv lt is ga cy af la eo'.split(
    ' ',
  ),
);

/** Fewer letters say nothing of a page, or of a passage. */
const LEAST_OF_PAGE = 200;
const LEAST_OF_PASSAGE = 20;

/** Elements whose text is no language. */
const NO_LANGUAGE = new Set([
  'code',
  'pre',
  'kbd',
  'samp',
  'script',
  'style',
  'template',
  'svg',
  'math',
  'title',
]);

/** What a page says of its language (WCAG 2.2, 3.1.1), and text that is in another (3.1.2). */
export function pageLanguage({ tree, isOwn }: CheckedPage): readonly Finding[] {
  const html = tree.elements.find(({ name }) => name === 'html');
  const first = html ?? tree.elements[0];
  if (first === undefined) return [];
  const language =
    html === undefined ? undefined : (attribute(html, 'lang') ?? attribute(html, 'xml:lang'))?.trim();
  if (!language) return [withoutLanguage(first, html !== undefined)];
  const base = language.toLowerCase().split(/[-_]/)[0] ?? '';
  const scripts = scriptsOf(base);
  if (scripts === undefined) return [];
  const own = topmost(tree.elements, isOwn);
  const counts = countLetters(own.map((element) => languageText(element)).join(' '));
  const foreign = otherScript(counts, scripts, LEAST_OF_PAGE);
  const [begin] = own;
  if (begin === undefined) return [];
  if (foreign !== undefined) return [otherPage(begin, language, foreign)];
  // Words and titles in Latin letters stand in texts of any language.
  if (!scripts.includes('latin')) return [];
  const passages = tree.elements.filter(
    (element) =>
      isOwn(element) &&
      BLOCKS.has(element.name) &&
      isWithin(element, (one) => one.name !== 'html' && attribute(one, 'lang') !== undefined) === undefined &&
      otherScript(countLetters(ownText(element)), scripts, LEAST_OF_PASSAGE) !== undefined,
  );
  const [passage, ...others] = passages;
  return passage === undefined ? [] : [otherPassage(passage, language, others.length)];
}

/** The scripts of a language, by its tag without a region; undefined for one that nothing is known of. */
function scriptsOf(language: string): readonly Script[] | undefined {
  if (Object.hasOwn(OF_LANGUAGE, language)) return OF_LANGUAGE[language];
  return LATIN.has(language) ? ['latin'] : undefined;
}

const BLOCKS = new Set('p li h1 h2 h3 h4 h5 h6 td th dt dd blockquote figcaption div'.split(' '));

function withoutLanguage(element: PageElement, hasHtml: boolean): Finding {
  return {
    severity: 'warning',
    code: 'access-language-missing',
    element,
    message: hasHtml
      ? '<html> does not say in which language the page is, so that screen readers guess how to pronounce it.'
      : 'Nothing says in which language this page is: it has no <html>, and no layout that would bring it.',
    hint: hasHtml
      ? 'Write <html lang="en">, or lang="{{ page.lang | default: site.lang }}" with lang: in _config.yml.'
      : 'Give it a layout.',
  };
}

function otherPage(element: PageElement, language: string, script: Script): Finding {
  return {
    severity: 'info',
    code: 'access-language-text',
    element,
    message: `The page says lang="${language}", and most of its text is in ${NAMES[script]}.`,
    hint: 'Say its language: lang: in its front matter, if its layout reads it, or in _config.yml.',
  };
}

function otherPassage(element: PageElement, language: string, others: number): Finding {
  const more = others === 0 ? '' : `, as are ${others} more on this page`;
  return {
    severity: 'info',
    code: 'access-language-text',
    element,
    message: `This is not written as text with lang="${language}" is${more}.`,
    text: shortened(ownText(element)),
    hint: 'Say its language: {: lang="ja"} on the line below it, or <span lang="ja">…</span>.',
  };
}

const NAMES: Readonly<Record<Script, string>> = {
  latin: 'Latin letters',
  han: 'Chinese characters',
  kana: 'Japanese',
  hangul: 'Korean',
  cyrillic: 'Cyrillic letters',
  arabic: 'Arabic letters',
  hebrew: 'Hebrew letters',
  thai: 'Thai',
  devanagari: 'Devanagari',
};

/** The elements of the page's own text that lie in no other one of it. */
function topmost(
  elements: readonly PageElement[],
  isOwn: (element: PageElement) => boolean,
): readonly PageElement[] {
  return elements.filter(
    (element) => isOwn(element) && (element.parent === undefined || !isOwn(element.parent)),
  );
}

/** The text that is in the language of what it stands in. */
function languageText(element: PageElement): string {
  const takes = (one: PageElement): boolean =>
    !NO_LANGUAGE.has(one.name) && attribute(one, 'lang') === undefined;
  return takes(element) ? textOf(element, takes) : '';
}

/** The text of a block without that of blocks in it. */
function ownText(element: PageElement): string {
  return element.children
    .map((node) => (isElement(node) ? (BLOCKS.has(node.name) ? '' : languageText(node)) : node.text))
    .join('');
}

type Counts = ReadonlyMap<Script, number>;

function countLetters(text: string): Counts {
  return new Map(
    // Its keys are those of `SCRIPTS`.
    (Object.entries(SCRIPTS) as [Script, RegExp][]).map(([script, pattern]) => [
      script,
      text.match(pattern)?.length ?? 0,
    ]),
  );
}

/** The script that most of a text is in, where hardly anything is in those that its language has. */
function otherScript(counts: Counts, scripts: readonly Script[], least: number): Script | undefined {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (all < least) return undefined;
  const own = scripts.reduce((sum, script) => sum + (counts.get(script) ?? 0), 0);
  // A word takes as many letters as it has sounds in most scripts, and one or two signs in Chinese.
  const share = scripts.includes('han') ? 0.02 : 0.4;
  if (own / all > share) return undefined;
  const [[script] = []] = [...counts].filter(([one]) => !scripts.includes(one)).sort(([, a], [, b]) => b - a);
  const isJapanese = script === 'han' && (counts.get('kana') ?? 0) * 5 > (counts.get('han') ?? 0);
  return isJapanese ? 'kana' : script;
}
