import { fileSwap } from './file-swap.js';
import { pageSwap } from './page-swap.js';
import { problemOverlay } from './problem-overlay.js';
import { startLive } from './start-live.js';

/**
 * The script that keeps a page up to date in the browser: the text of the functions in `client/`. Each of them uses
 * nothing from outside itself but what it is given and what a browser has, so it means the same wherever its text
 * runs.
 */
export function liveScript(): string {
  return `(${startLive})({ swapPage: (${pageSwap})(), ...(${fileSwap})(), showProblems: (${problemOverlay})() });\n`;
}
