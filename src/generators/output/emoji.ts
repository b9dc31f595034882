import { isRecord } from '../../site/index.js';

const GITHUB = 'https://github.githubassets.com/images/icons/';

/**
 * Makes a function that puts a picture in the place of each code such as `:smile:` in a text, as jemoji 0.13 does with the
 * codes of gemoji 4. `setting` is what the configuration says under `emoji`: `src`, the address of the pictures.
 */
export async function emojiRewriter(setting: unknown): Promise<(text: string) => string> {
  const { gemoji } = await import('gemoji');
  const files = new Map(
    gemoji.flatMap(({ emoji, names }) => names.map((name) => [name, fileOf(emoji)] as const)),
  );
  const stated = isRecord(setting) ? setting['src'] : undefined;
  const root = (typeof stated === 'string' ? stated : GITHUB).replace(/\/+$/, '');
  const picture = (name: string, file: string): string =>
    `<img class="emoji" title=":${name}:" alt=":${name}:" src="${root}/emoji/${file}" height="20" width="20">`;
  return (text) => {
    const parts: string[] = [];
    let done = 0;
    // A colon that ends no code may begin one.
    for (const { index } of text.matchAll(/:(?=[\w+-]+:)/g)) {
      const name = /^[\w+-]+/.exec(text.slice(index + 1, index + 80))?.[0] ?? '';
      const file = files.get(name);
      if (index < done || file === undefined) continue;
      parts.push(text.slice(done, index), picture(name, file));
      done = index + name.length + 2;
    }
    return done === 0 ? text : parts.join('') + text.slice(done);
  };
}

/** The file of an emoji's picture: its code points, without those that only say how others are shown (gemoji: `image_filename`). */
function fileOf(emoji: string): string {
  const points = Array.from(emoji, (one) => (one.codePointAt(0) ?? 0).toString(16).padStart(4, '0'));
  return `unicode/${points.join('-').replace(/-(?:fe0f|200d)\b/g, '')}.png`;
}
