import type { MathConfig } from '../math/index.js';
import type { Site } from '../site/index.js';

/** Whether `$…$` is a formula: `katex: dollars:` decides; without it, what the page's layouts say to MathJax. */
export function takesDollars({ config }: Site, { inlineMath }: MathConfig): boolean {
  const stated = config.katex['dollars'];
  if (typeof stated === 'boolean') return stated;
  return inlineMath.some(([open]) => open === '$');
}
