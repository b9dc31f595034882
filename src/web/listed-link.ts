/** Why a link is listed and not asked for: only its owner, or somebody who is signed in, can tell. */
export function listedReason({ hostname, pathname }: URL): string | undefined {
  const host = hostname.replace(/^www\./, '');
  if (/^colab\.(?:research|sandbox)\.google\.com$/.test(host)) {
    return pathname.startsWith('/drive/')
      ? "This notebook lies in somebody's Drive, and opens only for those it is shared with."
      : 'This notebook lies in another repository.';
  }
  if (/^(?:drive|docs)\.google\.com$/.test(host)) {
    return "This file lies in somebody's Drive, and opens only for those it is shared with.";
  }
  const isRepository = host === 'github.com' && /^\/[^/]+\/[^/]+\/(?:blob|tree|raw)\//.test(pathname);
  if (isRepository || REPOSITORY_HOSTS.test(host)) return 'This leads into another repository.';
  return undefined;
}

const REPOSITORY_HOSTS =
  /^(?:githubtocolab\.com|raw\.githubusercontent\.com|nbviewer\.(?:org|jupyter\.org)|mybinder\.org)$/;
