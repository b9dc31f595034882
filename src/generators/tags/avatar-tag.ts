import { crc32 } from 'node:zlib';
import type { ExtraTag } from '../../liquid/index.js';

/** How many times larger the pictures for screens of higher resolution are. */
const SCALES = [1, 2, 3, 4];

/**
 * `{% avatar name %}`, `{% avatar user=page.author size=50 lazy=true %}`: the picture of somebody on GitHub
 * (jekyll-avatar 0.7). Without `size` it is 40 pixels wide and high.
 */
export const avatarTag: ExtraTag = ({ markup, evaluate }) => {
  const text = markup.replace(/\{\{([^{}]*)\}\}/g, (_, expression: string) => print(evaluate(expression)));
  const size = /\bsize=(\d+)\b/i.exec(markup)?.[1] ?? '40';
  const variable = /\buser=([\w.]+)\b/.exec(markup)?.[1];
  const [word = ''] = text.split(' ');
  const user = variable === undefined ? word.replace(/^@/, '') : print(evaluate(variable) ?? variable);
  const path = (scale: number) => `${user}?v=3&s=${scale === 1 ? size : Number(size) * scale}`;
  const url = (scale: number) => `https://avatars${crc32(path(1)) % 4}.githubusercontent.com/${path(scale)}`;
  const sources = SCALES.map((scale) => `${url(scale)} ${scale}x`).join(', ');
  const attributes = [
    `class="avatar${Number(size) < 48 ? ' avatar-small' : ''}"`,
    `alt="${user}"`,
    `width="${size}"`,
    `height="${size}"`,
    'data-proofer-ignore="true"',
    ...(text.includes('lazy=true')
      ? ['src=""', `data-src="${url(1)}"`, `data-srcset="${sources}"`]
      : [`src="${url(1)}"`, `srcset="${sources}"`]),
  ];
  return `<img ${attributes.join(' ')} />`;
};

function print(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
