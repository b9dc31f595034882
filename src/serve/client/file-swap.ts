/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Keeps the files that a page uses up to date. Paths are decoded. */
export interface FileSwap {
  /**
   * Loads style sheets and figures anew in their places, while the old ones are still shown. False where the page uses
   * one of the files otherwise: scripts, imported style sheets, backgrounds.
   */
  readonly swapFiles: (paths: readonly string[]) => boolean;
  /** Sees to it that figures which the page has come to show are those of now: a browser takes the one that it has. */
  readonly renewMedia: () => void;
}

/** Makes what keeps a page's files up to date. */
export function fileSwap(): FileSwap {
  const MEDIA = 'img, source, video, audio, object, embed, iframe, input[type=image], link[rel~=icon]';
  /** So few figures may be a lecturer's, who is about to show them. */
  const FEW = 4;
  const IMAGE = /\.(?:avif|gif|jpe?g|png|svg|webp)$/i;
  let loads = 0;
  /** Of each file that has changed while the page is shown, the number of the load that has its last version. */
  const versions = new Map<string, string>();
  /** Figures that no place of the page shows yet, on their way, and the addresses of all that ever were. */
  const ahead: HTMLImageElement[] = [];
  const loadedAhead = new Set<string>();
  // By default a browser forgets what a page has loaded behind 250 files.
  performance.setResourceTimingBufferSize(5000);

  return {
    swapFiles: (paths) => {
      if (paths.length === 0) return true;
      loads++;
      for (const path of paths) versions.set(path, String(loads));
      const swapped = new Set<string>();
      for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel~=stylesheet][href]')) {
        const address = renewed(link.href, swapped);
        if (address !== undefined) swapStyleSheet(link, address);
      }
      for (const element of document.querySelectorAll(MEDIA)) swapMedia(element, swapped);
      const left = paths.filter((path) => !swapped.has(path));
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
      const used = new Set(
        [...loaded.filter((address) => !loadedAhead.has(address)), ...scripts()].map(pathOf),
      );
      if (left.some((path) => used.has(path))) return false;
      if (left.length <= FEW) loadAhead(left.filter((path) => IMAGE.test(path)));
      return true;
    },
    renewMedia: () => {
      if (versions.size === 0) return;
      for (const element of document.querySelectorAll(MEDIA)) swapMedia(element, new Set());
    },
  };

  /** Loads figures by the addresses that they will be shown by. */
  function loadAhead(paths: readonly string[]): void {
    if (paths.length === 0) return;
    ahead.length = 0;
    for (const path of paths) {
      const address = renewed(encodeURI(path).replace(/[?#]/g, encodeURIComponent), new Set());
      if (address === undefined) continue;
      const image = new Image();
      image.src = address;
      ahead.push(image);
      loadedAhead.add(address);
    }
  }

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

  function swapMedia(element: Element, swapped: Set<string>): void {
    let isSwapped = false;
    const swap = (name: string, value: string): void => {
      isSwapped = true;
      element.setAttribute(name, value);
    };
    for (const name of ['src', 'data', 'poster', 'href']) {
      const address = renewed(element.getAttribute(name), swapped);
      if (address !== undefined) swap(name, address);
    }
    const set = element.getAttribute('srcset');
    const renewedSet = set?.replace(/[^\s,]\S*[^\s,]/g, (one) => renewed(one, swapped) ?? one);
    if (renewedSet !== undefined && renewedSet !== set) swap('srcset', renewedSet);
    if (isSwapped && element.parentElement instanceof HTMLMediaElement) element.parentElement.load();
  }

  /** An address that the last version of the same file is loaded by; undefined where this is it already. */
  function renewed(address: string | null, swapped: Set<string>): string | undefined {
    if (address === null) return undefined;
    const path = pathOf(address);
    const version = path === undefined ? undefined : versions.get(path);
    if (path === undefined || version === undefined) return undefined;
    const url = new URL(address, document.baseURI);
    if (url.searchParams.get('lectern') === version) return undefined;
    swapped.add(path);
    url.searchParams.set('lectern', version);
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
