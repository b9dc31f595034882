import type { Span } from './formula-spans.js';

/** Something wrong with a template, found before it is rendered. Offsets are into the template's text. */
export interface Finding extends Span {
  readonly severity: 'error' | 'info';
  readonly code: 'liquid-syntax' | 'liquid-unknown-tag' | 'liquid-limit' | 'liquid-in-math';
  readonly message: string;
  /** As a function where it takes looking for. */
  readonly hint: string | (() => string);
}

/** What is said of TeX that looks like Liquid. */
export const TEX_KEPT = {
  severity: 'info',
  code: 'liquid-in-math',
  message: 'This is TeX; Jekyll takes it for Liquid and does not show it.',
  hint: 'For Jekyll, part the two characters, or put {% raw %} and {% endraw %} around the formula.',
} as const;

export function texKept(from: number, to: number): Finding {
  return { from, to, ...TEX_KEPT };
}

/** A fault that makes the construct be shown as it stands. */
export function syntaxFinding(span: Span, message: string, hint: string): Finding {
  const { from, to } = span;
  return { from, to, severity: 'error', code: 'liquid-syntax', message, hint };
}

/** A block without its end. */
export function neverClosed(tag: Span & { readonly name: string }): Finding {
  return syntaxFinding(
    tag,
    `This {% ${tag.name} %} is never ended; it is shown as it stands.`,
    `Write {% end${tag.name} %} where it ends.`,
  );
}
