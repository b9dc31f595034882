import { escapePattern } from '../../diagnostics/index.js';
import type { MathConfig } from '../config/index.js';
import { attributeOf } from '../html/index.js';

/** What may become of a formula mark, and of TeX, in the text at some point of a page. */
export interface MathScope {
  /** Takes the text of the next tag into account. */
  readonly pass: (tag: { readonly name: string; readonly closing: boolean }, text: string) => void;
  /** Whether the text here is searched for formulas. */
  readonly isSearched: () => boolean;
  /** Whether a script is to make something of the text here: it stands in a `template`, or is the Markdown of slides. */
  readonly isSource: () => boolean;
  /** Whether text here can hold no elements of HTML, only characters. */
  readonly isPlain: () => boolean;
}

/** An open element that decides about its text; elements of its own name inside it are counted. */
interface Frame {
  readonly name: string;
  readonly searched: boolean;
  /** Whether no class inside can have text searched again. */
  readonly skipped: boolean;
  readonly plain: boolean;
  readonly source: boolean;
  nested: number;
}

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source']);
const PLAIN = new Set(['svg', 'option', 'annotation', 'annotation-xml']);

/**
 * Follows the tags of a page and knows which text MathJax would search: not that of the elements it skips, nor of
 * elements with an ignored class, unless a class inside an ignored one says to process it again (`HTMLDomStrings.ts`
 * of MathJax 3, `tex2jax.js` of MathJax 2; they begin at `body`). Only elements that change the answer are remembered,
 * so tags that do not match do no harm.
 */
export function mathScope(config: MathConfig): MathScope {
  const skipped = new Set(config.skipTags);
  const isIgnored = classTest(config.ignoreClass, config.version);
  const isProcessed = classTest(config.processClass, config.version);
  const body: Frame = {
    name: '',
    searched: !isIgnored(''),
    skipped: false,
    plain: false,
    source: false,
    nested: 0,
  };
  const frames: Frame[] = [];

  const frameOf = (name: string, text: string): Frame | undefined => {
    const outer = frames.at(-1) ?? body;
    // Most tags have neither, which a glance tells.
    const names = CLASS.test(text) ? (attributeOf(text, 'class') ?? '') : '';
    const processed = isProcessed(names);
    const within = name === 'body' || outer.searched;
    const source = outer.source || name === 'template' || isMarkdown(text);
    const frame = {
      name,
      source,
      searched: name === 'html' ? outer.searched : processed || (within && !isIgnored(names)),
      skipped: outer.skipped || source || (skipped.has(name) && !processed),
      plain: outer.plain || PLAIN.has(name),
      nested: 0,
    };
    const { searched, plain } = frame;
    const changes = searched !== outer.searched || frame.skipped !== outer.skipped || plain !== outer.plain;
    return changes ? frame : undefined;
  };

  return {
    pass({ name, closing }, text) {
      if (VOID.has(name)) return;
      const top = frames.at(-1);
      if (closing) {
        if (top?.name !== name) return;
        if (top.nested === 0) frames.pop();
        else top.nested--;
        return;
      }
      const frame = frameOf(name, text);
      if (frame !== undefined) frames.push(frame);
      else if (top?.name === name) top.nested++;
    },
    isSearched: () => {
      const { searched, skipped: isSkipped } = frames.at(-1) ?? body;
      return searched && !isSkipped;
    },
    isSource: () => frames.at(-1)?.source ?? false,
    isPlain: () => frames.at(-1)?.plain ?? false,
  };
}

const CLASS = /class/i;
const MARKDOWN = /data-markdown/i;

function isMarkdown(tag: string): boolean {
  return MARKDOWN.test(tag) && attributeOf(tag, 'data-markdown') !== undefined;
}

/** Beyond these, and with repetitions in repetitions, a pattern could take for ever. */
const LONGEST_PATTERN = 500;
const LONGEST_CLASS = 1000;
const REPEATED = /\)\s*[*+{]|[*+}][^*+}|]*[*+}][^*+}|]*[*+}]/;

/**
 * Tests the value of a `class` attribute as MathJax does: a regular expression has to match between spaces, which
 * `.*|` does for an element without a class, too. To MathJax 2 an empty one means no class. What is no regular
 * expression, or one that could take too long, is read as names with `|` between them.
 */
function classTest(pattern: string, version: MathConfig['version']): (classes: string) => boolean {
  if (pattern === '' && version === 2) return () => false;
  const isSafe = pattern.length <= LONGEST_PATTERN && !REPEATED.test(pattern);
  const tested =
    (isSafe ? between(pattern) : undefined) ?? between(pattern.split('|').map(escapePattern).join('|'));
  return (classes) => tested?.test(classes.slice(0, LONGEST_CLASS)) === true;
}

function between(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`(?:^| )(?:${pattern})(?: |$)`);
  } catch {
    return undefined;
  }
}
