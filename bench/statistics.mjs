/** The middle of some numbers, null where there is none or one is null. */
export function median(values) {
  if (values.length === 0 || values.some((value) => value === null || value === undefined)) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A number with two decimals; null, for what could not be measured, stays null. */
export function decimals(value) {
  return value === null ? null : value.toFixed(2);
}

/** Lays rows out as a table of aligned columns; the first is of words, the others are of numbers. */
export function table(head, rows) {
  const cells = [head, ...rows].map((row) => row.map((cell) => (cell === null ? '-' : String(cell))));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join('  '),
  );
  return [lines[0], widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)].join('\n');
}
