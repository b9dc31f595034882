import { crc32 } from 'node:zlib';
import { diagnostic } from '../../diagnostics/index.js';
import type { ExtraTag } from '../../liquid/index.js';
import { escapePath } from '../../site/index.js';

/** A variable of a template, such as `page.gist`. */
const VARIABLE = /^[a-z_][\w-]*(?:\.[a-z_][\w-]*)*$/i;

/**
 * `{% gist id file %}`: the script that shows a gist (jekyll-gist: `gist_tag.rb`, as on GitHub Pages, where it
 * does not fetch the gist's text). The id and the file name may be variables.
 */
export const gistTag: ExtraTag = ({ markup, place, evaluate, report }) => {
  const [id, file, ...rest] = markup.split(/\s+/).filter((word) => word !== '');
  if (id === undefined || rest.length > 0) {
    report(
      diagnostic('error', 'gist-unreadable', place, 'This tag does not say which gist it shows.', {
        text: markup,
        hint: 'Write {% gist user/1234567 %}, with the name of a file behind it to show that file only.',
      }),
    );
    return '';
  }
  const value = (word: string) => String((VARIABLE.test(word) ? evaluate(word) : null) ?? word);
  const query = file === undefined ? '' : `?file=${value(file)}`;
  return `<script src="https://gist.github.com/${value(id)}.js${query}"> </script>`;
};

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

/**
 * `{% github_edit_link "Edit this page" %}`: a link to the page's source in GitHub's editor, or without a text its
 * URL (jekyll-github-metadata: `edit-link-tag.rb`).
 */
export const githubEditLinkTag: ExtraTag = ({ markup, place, evaluate, report }) => {
  const [repository, branch, folder, path] = [
    'site.github.repository_url',
    'site.github.source.branch',
    'site.github.source.path',
    'page.path',
  ].map(evaluate);
  const known = [repository, branch, folder, path].every((part) => part !== null && part !== undefined);
  if (!known) {
    report(
      diagnostic('warning', 'edit-link-unknown', place, 'It is not known where this page can be edited.', {
        hint: 'Add "repository: owner/name" to _config.yml.',
      }),
    );
  }
  const parts = ['edit', branch, folder, path].flatMap((part) => String(part).split('/'));
  const below = escapePath(parts.filter((part) => part !== '').join('/'));
  const url = known ? `${String(repository).replace(/\/$/, '')}/${below}` : '';
  const [, double, single] = /"([^"]*)"|'([^']*)'/.exec(markup) ?? [];
  const text = double ?? single;
  return text === undefined ? url : `<a href="${url}">${text}</a>`;
};
