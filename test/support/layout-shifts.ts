import type { Page } from 'playwright-core';

/** Notes in the page, from its first script on, what moves by itself and how far: for `addInitScript`. */
export function observeShifts(): void {
  const shifts: string[] = [];
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const sources: unknown = Reflect.get(entry, 'sources');
      const moved = (Array.isArray(sources) ? sources : []).map((source: unknown) => {
        const node: unknown = typeof source === 'object' && source !== null && Reflect.get(source, 'node');
        return node instanceof Element ? `${node.localName}.${node.className}` : String(node);
      });
      shifts.push(`${String(Reflect.get(entry, 'value'))} ${moved.join(', ')}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** What has moved so far on a page that {@link observeShifts} looks at: the score of each shift, and the elements. */
export function shiftsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: unknown = Reflect.get(window, 'shifts');
    return Array.isArray(found) ? found.map(String) : ['not observed'];
  });
}
