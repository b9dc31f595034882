/** Where the server answers for itself, beside the site's own paths. */
export const LIVE_PATH = '/__lectern/';

/**
 * Puts the script that keeps a page up to date into its HTML, before `</body>`. It comes from a file of the same
 * host, so that a page's own content security policy lets it in. The tag says what the page was made of: its
 * revision, and the build that the files beside it are of.
 */
export function addLiveTag(html: string, revision: string, build: string): string {
  const tag = `<script src="${LIVE_PATH}live.js" defer data-revision="${revision}" data-build="${build}"></script>`;
  const usual = html.lastIndexOf('</body>');
  // Lower case is usual, and folding all of a long page takes longer than all else here.
  const end = usual === -1 ? html.toLowerCase().lastIndexOf('</body>') : usual;
  return end === -1 ? html + tag : html.slice(0, end) + tag + html.slice(end);
}
