/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * Makes the function that loads files anew which a page uses: style sheets and figures in their places, while the old
 * ones are still shown. It answers false where the page uses one of them otherwise: scripts, imported style sheets,
 * backgrounds.
 */
export function fileSwap(): (paths: readonly string[]) => boolean {
  const MEDIA = 'img, source, video, audio, object, embed, iframe, input[type=image], link[rel~=icon]';
  let loads = 0;
  // By default a browser forgets what a page has loaded behind 250 files.
  performance.setResourceTimingBufferSize(5000);

  return (paths) => {
    if (paths.length === 0) return true;
    const changed = new Set(paths);
    const swapped = new Set<string>();
    loads++;
    for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel~=stylesheet][href]')) {
      const address = renewed(link.href, changed, swapped);
      if (address !== undefined) swapStyleSheet(link, address);
    }
    for (const element of document.querySelectorAll(MEDIA)) swapMedia(element, changed, swapped);
    const used = [...performance.getEntriesByType('resource').map(({ name }) => name), ...scripts()];
    return !used.map(pathOf).some((path) => path !== undefined && changed.has(path) && !swapped.has(path));
  };

  function scripts(): string[] {
    return [...document.scripts].map(({ src }) => src).filter((src) => src !== '');
  }

  /** The old style sheet goes when the new one is there, so that the page is never without. */
  function swapStyleSheet(link: HTMLLinkElement, address: string): void {
    const next = link.cloneNode();
    if (!(next instanceof HTMLLinkElement)) return;
    next.href = address;
    next.onload = () => link.remove();
    next.onerror = () => link.remove();
    link.after(next);
  }

  function swapMedia(element: Element, changed: ReadonlySet<string>, swapped: Set<string>): void {
    let isSwapped = false;
    const swap = (name: string, value: string): void => {
      isSwapped = true;
      element.setAttribute(name, value);
    };
    for (const name of ['src', 'data', 'poster', 'href']) {
      const address = renewed(element.getAttribute(name), changed, swapped);
      if (address !== undefined) swap(name, address);
    }
    const set = element.getAttribute('srcset');
    const renewedSet = set?.replace(/[^\s,]\S*[^\s,]/g, (one) => renewed(one, changed, swapped) ?? one);
    if (renewedSet !== undefined && renewedSet !== set) swap('srcset', renewedSet);
    if (isSwapped && element.parentElement instanceof HTMLMediaElement) element.parentElement.load();
  }

  /** An address that the browser has nothing in store for, of the same file; undefined where it has not changed. */
  function renewed(
    address: string | null,
    changed: ReadonlySet<string>,
    swapped: Set<string>,
  ): string | undefined {
    if (address === null) return undefined;
    const path = pathOf(address);
    if (path === undefined || !changed.has(path)) return undefined;
    swapped.add(path);
    const url = new URL(address, document.baseURI);
    url.searchParams.set('lectern', String(loads));
    return url.href;
  }

  /** The decoded path of an address of this server. */
  function pathOf(address: string): string | undefined {
    try {
      const { origin, pathname } = new URL(address, document.baseURI);
      return origin === location.origin ? decodeURIComponent(pathname) : undefined;
    } catch {
      return undefined;
    }
  }
}
