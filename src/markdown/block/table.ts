import type { StateBlock } from '../markdown-it.js';
export function table(_current: StateBlock): boolean {
  return false;
}
