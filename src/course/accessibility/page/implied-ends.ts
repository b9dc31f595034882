/** What elements end where another begins, whose end tags authors may leave out. */
interface ImpliedEnd {
  readonly ended: ReadonlySet<string>;
  /** Elements out of which that does not reach. */
  readonly around: ReadonlySet<string>;
}

function impliedEnd(ended: string, around: string): ImpliedEnd {
  return { ended: new Set(ended.split(' ')), around: new Set(around.split(' ')) };
}

/** Elements before which a paragraph ends. */
const BLOCKS =
  'address article aside blockquote center details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul';

const CELL = impliedEnd('td th', 'tr table');
const GROUP = impliedEnd('thead tbody tfoot tr td th', 'table');
const TERM = impliedEnd('dt dd', 'dl');
const PARAGRAPH = impliedEnd(
  'p',
  `${BLOCKS.replace(' p ', ' ')} body button caption dd dt li object td th summary`,
);

const ENDS: ReadonlyMap<string, ImpliedEnd> = new Map([
  ...BLOCKS.split(' ').map((name) => [name, PARAGRAPH] as const),
  ['li', impliedEnd('li', 'ul ol menu')],
  ['dt', TERM],
  ['dd', TERM],
  ['option', impliedEnd('option', 'select datalist optgroup')],
  ['td', CELL],
  ['th', CELL],
  ['tr', impliedEnd('tr td th', 'thead tbody tfoot table')],
  ['thead', GROUP],
  ['tbody', GROUP],
  ['tfoot', GROUP],
]);

/**
 * In which of the elements that are open one of this name lies, `inner` being the innermost: some of them end where it begins (HTML
 * standard, 13.1.2.4, as far as pages leave end tags out).
 */
export function openedIn<Open extends { readonly name: string; readonly parent: Open | undefined }>(
  name: string,
  inner: Open | undefined,
): Open | undefined {
  const end = ENDS.get(name);
  if (end === undefined) return inner;
  let found = inner;
  for (let one = inner; one !== undefined && !end.around.has(one.name); one = one.parent)
    if (end.ended.has(one.name)) found = one.parent;
  return found;
}
