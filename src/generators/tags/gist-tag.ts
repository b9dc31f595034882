import { diagnostic } from '../../diagnostics/index.js';
import type { ExtraTag } from '../../liquid/index.js';

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
