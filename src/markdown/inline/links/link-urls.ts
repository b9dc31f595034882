/** Endings of files that pages link to. */
const FILE = 'html?|md|pdf|ipynb|png|jpe?g|gif|svg|webp|zip|csv|txt|pptx?|docx?|xlsx?|mp[34]|py|jl|css|js';

/** What is a URL for certain: one with a scheme, a path from a folder, an anchor, a file or a folder. */
const CERTAIN_URL = new RegExp(
  `^(?:(?:https?|ftp)://|mailto:|tel:|data:|#[\\p{L}\\p{N}_-]|\\.{0,2}/|[^\\s()<>]*[\\p{L}\\p{N}_%-]\\.(?:${FILE})(?:[#?]|$)|[^\\s()<>]+/$)`,
  'iu',
);

/** Whether parentheses behind brackets hold a URL for certain, rather than the arguments of a function. */
export function isCertainUrl(url: string): boolean {
  return CERTAIN_URL.test(url);
}

const FILE_NAME = new RegExp(`[\\p{L}\\p{N}_%-]\\.(?:${FILE})(?:[#?]\\S*)?$`, 'iu');

/** Whether a URL is that of a file. */
export function isFile(url: string): boolean {
  return FILE_NAME.test(url);
}
