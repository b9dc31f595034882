import { attributeOf, decodeReferences } from '../../math/index.js';

/** The `style` of a start tag, '' where it has none. */
export function styleOf(tag: string): string {
  return /style/i.test(tag) ? decodeReferences(attributeOf(tag, 'style') ?? '').text : '';
}

const POLICY = /<meta\b[^>]*content-security-policy[^>]*>/i;

/** Whether a page's policy has browsers refuse the `style` of elements (CSP 3, `style-src-attr`), and say so in the console. */
export function forbidsStyles(html: string): boolean {
  const [tag] = POLICY.exec(html) ?? [];
  if (tag === undefined) return false;
  const policy = decodeReferences(attributeOf(tag, 'content') ?? '').text.toLowerCase();
  const directives = new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/);
      return [name, sources] as const;
    }),
  );
  const sources = ['style-src-attr', 'style-src', 'default-src'].map((name) => directives.get(name));
  return sources.find((list) => list !== undefined)?.includes("'unsafe-inline'") === false;
}

/** The value that a `style` declares of a property, the last of several; without `!important`. */
export function declared(style: string, property: string): string | undefined {
  return style
    .split(';')
    .map((declaration) => /^\s*([\w-]+)\s*:([\s\S]*)$/.exec(declaration))
    .findLast((match) => match?.[1]?.toLowerCase() === property)?.[2]
    ?.replace(/!\s*important\s*$/i, '')
    .trim();
}

/** What an element says of what its text is seen on: of its style, else of HTML's older attribute. */
export function groundOf(tag: string): string | undefined {
  if (!/background|bgcolor/i.test(tag)) return undefined;
  const style = styleOf(tag);
  return declared(style, 'background-color') ?? declared(style, 'background') ?? attributeOf(tag, 'bgcolor');
}
