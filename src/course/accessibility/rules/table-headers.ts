import { accessibleName } from '../page/accessible-name.js';
import { type CheckedPage, type Finding, shortened } from '../page/finding.js';
import { attribute, isElement, isWithin, type PageElement, textOf, within } from '../page/page-tree.js';

/** Tables whose cells nothing names (WCAG 2.2, 1.3.1). */
export function tableHeaders({ tree }: CheckedPage): readonly Finding[] {
  return tree.elements
    .filter(({ name }) => name === 'table')
    .flatMap((element): Finding[] => {
      const rows = rowsOf(element);
      const role = attribute(element, 'role')?.toLowerCase();
      if (role === 'presentation' || role === 'none') return forLayout(element, rows);
      if (role !== undefined && role !== 'table' && role !== 'grid') return [];
      if (!isOfData(rows)) return [];
      return [...headers(element, rows), ...caption(element)];
    });

  function headers(element: PageElement, rows: readonly Row[]): Finding[] {
    const cells = rows.flat();
    const isHeader = (cell: PageElement): boolean =>
      cell.name === 'th' || /^(?:column|row)header$/.test(attribute(cell, 'role') ?? '');
    const names = cells.filter(isHeader).map((cell) => accessibleName(cell, tree));
    const text = shortened(rows[0]?.map((cell) => textOf(cell)).join(' | ') ?? '');
    if (names.length === 0) {
      return [
        {
          severity: 'warning',
          code: 'access-table-headers',
          element,
          message: 'This table has no header cells, so that nothing says what its columns or rows are.',
          text,
          hint: 'Write a first row with a line |---|---| below it, or <th> for these cells; role="presentation" if it is mere layout.',
        },
      ];
    }
    if (names.every((name) => name === '')) {
      return [
        {
          severity: 'warning',
          code: 'access-table-headers',
          element,
          message: 'All header cells of this table are empty, so that nothing says what its columns are.',
          text: shortened(rows[1]?.map((cell) => textOf(cell)).join(' | ') ?? ''),
          hint: 'Write into each what its column has.',
        },
      ];
    }
    // The cell above the names of rows, to the left of those of columns, has nothing to name.
    const empty = (rows[0] ?? []).findIndex(
      (cell, index) => index > 0 && isHeader(cell) && accessibleName(cell, tree) === '',
    );
    const cell = rows[0]?.[empty];
    if (cell === undefined) return [];
    return [
      {
        severity: 'info',
        code: 'access-table-headers',
        element: cell,
        message: `The header of column ${empty + 1} of this table is empty.`,
        text,
        hint: 'Write what the column has.',
      },
    ];
  }

  function caption(element: PageElement): Finding[] {
    const around = isWithin(element.parent, ({ name }) => name === 'figure');
    const isCaptioned =
      element.children.some((node) => isElement(node) && node.name === 'caption') ||
      (around !== undefined && has(around, ({ name }) => name === 'figcaption')) ||
      ['aria-label', 'aria-labelledby', 'title', 'summary'].some((name) => attribute(element, name)?.trim());
    if (isCaptioned) return [];
    return [
      {
        severity: 'info',
        code: 'access-table-caption',
        element,
        message: 'This table has no caption.',
        hint: 'A caption tells readers what is in it before they go through its cells.',
      },
    ];
  }
}

type Row = readonly PageElement[];

const isCell = ({ name }: PageElement): boolean => name === 'td' || name === 'th';

/** The cells of a table by rows, without those of tables in it. */
function rowsOf(table: PageElement): readonly Row[] {
  const rows: PageElement[][] = [];
  for (const element of within(table, ({ name }) => name !== 'table')) {
    if (element.name === 'tr') rows.push([]);
    else if (isCell(element)) rows.at(-1)?.push(element);
  }
  return rows.filter((row) => row.length > 0);
}

/** What cells that are boxes to lay things out have, and cells with data hardly ever. */
const LAYOUT = new Set(
  'table img video iframe audio object h1 h2 h3 h4 h5 h6 form pre figure svg canvas'.split(' '),
);

/** Whether a table has data: two rows and two columns of texts. */
function isOfData(rows: readonly Row[]): boolean {
  return (
    rows.length > 1 &&
    rows.some((row) => row.length > 1) &&
    rows.flat().some((cell) => textOf(cell).trim() !== '') &&
    !rows.flat().some((cell) => has(cell, ({ name }) => LAYOUT.has(name)))
  );
}

/** Whether such an element lies in one. */
function has(element: PageElement, test: (inner: PageElement) => boolean): boolean {
  for (const inner of within(element)) if (test(inner)) return true;
  return false;
}

function forLayout(element: PageElement, rows: readonly Row[]): Finding[] {
  const isMarked =
    rows.flat().some(({ name }) => name === 'th') ||
    element.children.some((node) => isElement(node) && node.name === 'caption') ||
    Boolean(attribute(element, 'summary')?.trim());
  if (!isMarked) return [];
  return [
    {
      severity: 'warning',
      code: 'access-table-layout',
      element,
      message: 'This table says that it is mere layout, and has headers or a caption as tables of data have.',
      hint: 'Take its role away if it has data, else write <td> for <th> and leave the caption out.',
    },
  ];
}
