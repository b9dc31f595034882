/**
 * A formula in KaTeX's own dialect, in nodes that still know where the author wrote what they come from. A list
 * is a group whose nodes follow one another.
 */
export type TexNode = SourceNode | ReferenceNode | EquationNode | readonly TexNode[];

export interface SourceNode {
  readonly kind: 'tex';
  readonly tex: string;
  /** Offset (UTF-16 units) in the author's formula. */
  readonly at: number;
}

/** `\ref`, `\eqref` or `\cref`: becomes a link when every label of the page is known. */
export interface ReferenceNode {
  readonly kind: 'reference';
  readonly label: string;
  /** Whether it shows the number alone, in parentheses, or with the name of its kind. */
  readonly form: 'number' | 'in-parentheses' | 'name';
  /** Whether it stands within text rather than within mathematics. */
  readonly inText: boolean;
  readonly at: number;
}

/** Lines of a displayed equation. What they become depends on whether they are all of the formula. */
export interface EquationNode {
  readonly kind: 'equation';
  readonly layout: EquationLayout;
  /** How many pairs of columns an `alignat` has. */
  readonly pairs?: string;
  readonly rows: readonly EquationRow[];
  readonly at: number;
}

/** `single`: one line; `gather`: centred lines; `multline`: first line left, last line right. */
export type EquationLayout = 'single' | 'align' | 'alignat' | 'gather' | 'multline';

export interface EquationRow {
  readonly nodes: readonly TexNode[];
  readonly tag: EquationTag | undefined;
  /** The extra space below, as written in `\\[…]`, or ''. */
  readonly gap: string;
}

/** What stands beside an equation, as TeX of text mode. */
export interface EquationTag {
  readonly tex: string;
  /** Whether it stands as it is, without parentheses (`\tag*`). */
  readonly bare: boolean;
  /** The id of the equation, to which the tag links. */
  readonly id?: string;
}

export function tex(text: string, at: number): SourceNode {
  return { kind: 'tex', tex: text, at };
}

/** Whether nothing of the nodes shows: they are white space or nothing. */
export function isBlank(nodes: readonly TexNode[]): boolean {
  return nodes.every((node) => {
    if (isGroup(node)) return isBlank(node);
    return node.kind === 'tex' && node.tex.trim() === '';
  });
}

/** Whether the node is a list of nodes. (`Array.isArray` does not narrow readonly arrays.) */
export function isGroup(node: TexNode): node is readonly TexNode[] {
  return Array.isArray(node);
}
