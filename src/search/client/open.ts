/// <reference lib="dom" />
import { pageSearch } from './page-search.js';

/*
 * What every page has of its search: it waits for a reader who asks for it, by the link or by the key `/`, and loads the rest. A
 * classic script, so that it runs where the page is a file on a disk.
 */

const OPENERS = '[data-lectern-search]';

const own = document.currentScript;
if (own instanceof HTMLScriptElement) waitFor(new URL('.', own.src));

function waitFor(folder: URL): void {
  let loading: Promise<void> | undefined;

  const load = (): Promise<void> => {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = new URL('search.js', folder).href;
      script.onload = () => resolve();
      script.onerror = () => {
        loading = undefined;
        reject(new Error('not loaded'));
      };
      document.head.append(script);
    });
    return loading;
  };

  const open = (link: HTMLAnchorElement): void => {
    load().then(
      () => pageSearch().open?.(link, folder),
      // Its page has what there is without scripts.
      () => location.assign(link.href),
    );
  };

  const openerAt = (event: Event): HTMLAnchorElement | undefined => {
    const link = event.target instanceof Element ? event.target.closest(OPENERS) : null;
    return link instanceof HTMLAnchorElement ? link : undefined;
  };

  document.addEventListener('click', (event) => {
    const link = openerAt(event);
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link === undefined || !isPlain || event.defaultPrevented) return;
    event.preventDefault();
    open(link);
  });

  // By then a reader has yet to press.
  for (const type of ['pointerover', 'focusin'])
    document.addEventListener(type, (event) => {
      if (openerAt(event) !== undefined) load().catch(() => {});
    });

  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isWriting(event.composedPath()[0]) || document.querySelector('dialog[open]') !== null) return;
    const link = document.querySelector(OPENERS);
    if (!(link instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    open(link);
  });
}

/** Whether keys that are pressed in something are text. */
function isWriting(target: EventTarget | undefined): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
