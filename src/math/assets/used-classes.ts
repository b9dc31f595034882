const CLASS = /\sclass="([^"]*)"/g;

/** The classes of the elements in a formula's HTML, as KaTeX writes it, each once and in an order of their own. */
export function classesOf(katexHtml: string): readonly string[] {
  const lists = new Set(Array.from(katexHtml.matchAll(CLASS), ([, list = '']) => list));
  return mergeClasses([...lists].map((list) => list.split(' ')));
}

/** The classes of several formulas or pages. */
export function mergeClasses(all: Iterable<readonly string[]>): readonly string[] {
  const classes = new Set<string>();
  for (const some of all) for (const name of some) classes.add(name);
  classes.delete('');
  return [...classes].sort();
}
