import type { Diagnostic } from '../../diagnostics/index.js';

/** A tag or filter that a template uses and that there is not. */
export interface UnknownName {
  readonly kind: 'tag' | 'filter';
  readonly name: string;
}

/** What is said of a tag that there is not. */
export function unknownTagMessage(name: string): string {
  return `There is no tag ${name}; nothing is shown for it.`;
}

/** What is said of a filter that there is not. */
export function unknownFilterMessage(name: string): string {
  return `There is no filter ${name}.`;
}

/** The tag or filter of which a diagnostic says that there is none; undefined for any other diagnostic. */
export function unknownName({
  code,
  message,
}: Pick<Diagnostic, 'code' | 'message'>): UnknownName | undefined {
  const kind =
    code === 'liquid-unknown-tag' ? 'tag' : code === 'liquid-unknown-filter' ? 'filter' : undefined;
  const name = /^There is no (?:tag|filter) (\w+)/.exec(message)?.[1];
  return kind === undefined || name === undefined ? undefined : { kind, name };
}
