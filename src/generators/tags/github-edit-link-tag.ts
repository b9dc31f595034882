import { diagnostic } from '../../diagnostics/index.js';
import type { ExtraTag } from '../../liquid/index.js';
import { escapePath } from '../../site/index.js';

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
