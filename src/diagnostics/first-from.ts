/** The index of the first item that starts at `from` or behind it, of items in the order of their starts. */
export function firstFrom<Item>(
  items: readonly Item[],
  from: number,
  startOf: (item: Item) => number,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && startOf(item) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
