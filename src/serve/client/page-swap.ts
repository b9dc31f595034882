/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * Makes the function that turns the page that is shown into another one by touching only what differs: scroll
 * position, focus, open details and everything that scripts have added elsewhere stay. `before` and `after` are two
 * versions of the page as the server sent them. It answers false, with nothing touched, where the result could differ
 * from a reload: what changed holds a script, or a script has changed the very place.
 */
export function pageSwap(): (before: Document, after: Document) => boolean {
  /** Types of scripts that hold data, which no browser runs. */
  const DATA = /json$|^text\/(?:plain|template)$/;

  return (before, after) => {
    const edits: (() => void)[] = [];
    if (templates(before) !== templates(after)) return false;
    const [old, next] = [before.documentElement, after.documentElement];
    if (!old.isEqualNode(next) && !compare(old, next, document.documentElement, edits)) return false;
    for (const edit of edits) edit();
    return true;
  };

  /**
   * Collects the edits that make `live`, which came from `old`, what `next` is; false where none can. `old` and `next`
   * are known to differ: to find that out again at each level would take most of the time on a long page.
   */
  function compare(old: Node, next: Node, live: Node, edits: (() => void)[]): boolean {
    if (old instanceof Element && next instanceof Element && live instanceof Element) {
      if (runs(old)) return false;
      return compareAttributes(old, next, live, edits) && compareChildren(old, next, live, edits);
    }
    if (live.nodeValue !== old.nodeValue) return false;
    edits.push(() => {
      live.nodeValue = next.nodeValue;
    });
    return true;
  }

  function compareAttributes(old: Element, next: Element, live: Element, edits: (() => void)[]): boolean {
    for (const { name } of [...old.attributes, ...next.attributes]) {
      const value = next.getAttribute(name);
      if (value === old.getAttribute(name)) continue;
      if (name.startsWith('on')) return false;
      edits.push(() => (value === null ? live.removeAttribute(name) : live.setAttribute(name, value)));
    }
    return true;
  }

  function compareChildren(old: Element, next: Element, live: Element, edits: (() => void)[]): boolean {
    const [olds, nexts, lives] = [[...old.childNodes], [...next.childNodes], [...live.childNodes]];
    // Browser extensions, and lectern's own overlay, add theirs at the end of the page.
    const isOpen = live === document.body || live === document.documentElement;
    if (lives.length > olds.length && !isOpen) return false;
    if (!olds.every((node, index) => lives[index]?.nodeName === node.nodeName)) return false;
    const isSame = (node: Node | undefined, other: Node | undefined): boolean =>
      node !== undefined && other !== undefined && node.isEqualNode(other);
    let start = 0;
    while (isSame(olds[start], nexts[start])) start++;
    let end = 0;
    const shorter = Math.min(olds.length, nexts.length);
    // Of lists of one length, the nodes at `start` are known to differ.
    const most = shorter - start - (olds.length === nexts.length ? 1 : 0);
    while (end < most && isSame(olds[olds.length - 1 - end], nexts[nexts.length - 1 - end])) end++;
    const gone = olds.slice(start, olds.length - end);
    const come = nexts.slice(start, nexts.length - end);
    const isPaired =
      gone.length === come.length && gone.every((node, i) => node.nodeName === come[i]?.nodeName);
    const counterparts = lives.slice(start, start + gone.length);
    if (isPaired) {
      return counterparts.every((node, i) => {
        const [from, to] = [gone[i], come[i]];
        if (from === undefined || to === undefined) return false;
        // The first is known to differ.
        return (i > 0 && from.isEqualNode(to)) || compare(from, to, node, edits);
      });
    }
    if ([...gone, ...come].some(holdsScript)) return false;
    const behind = lives[start + gone.length] ?? null;
    edits.push(() => {
      for (const node of counterparts) live.removeChild(node);
      for (const node of come) live.insertBefore(document.importNode(node, true), behind);
    });
    return true;
  }

  function holdsScript(node: Node): boolean {
    return node instanceof Element && (runs(node) || [...node.querySelectorAll('script')].some(runs));
  }

  function runs(element: Element): boolean {
    return element.localName === 'script' && !DATA.test(element.getAttribute('type') ?? '');
  }

  /** What templates hold, which no comparison of nodes sees. */
  function templates(page: Document): string {
    return [...page.querySelectorAll('template')].map(({ innerHTML }) => innerHTML).join('\0');
  }
}
