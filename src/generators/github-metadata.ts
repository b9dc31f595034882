import { type DataRecord, deepMerge, isRecord, isTruthy, type Site } from '../site/index.js';

/**
 * The site with what jekyll-github-metadata tells of its repository: `site.github`, over which the configuration's
 * own `github:` is laid, and the repository's name as the title of a site that has none. Without `repository:` in
 * the configuration there is nothing to tell.
 */
export function withRepository(site: Site): Site {
  const { config } = site;
  const metadata = githubMetadata(config.raw['repository']);
  if (metadata === null) return site;
  const own = config.raw['github'];
  const github = isRecord(own) ? deepMerge(metadata, own) : (own ?? metadata);
  const untitled = !isTruthy(config.raw['title']) && !isTruthy(config.raw['name']);
  const title = metadata.is_project_page ? metadata.repository_name : metadata.owner_name;
  const raw: DataRecord = { ...config.raw, github, ...(untitled ? { title } : {}) };
  return { ...site, config: { ...config, title: untitled ? title : config.title, raw } };
}

/** What the name of a repository says of it, under the names that `site.github` has in a template. */
interface GitHubMetadata extends DataRecord {
  readonly is_project_page: boolean;
  readonly owner_name: string;
  readonly repository_name: string;
}

/**
 * `metadata_drop.rb` of jekyll-github-metadata 2.15 as on GitHub Pages, as far as the network is not asked. The
 * branch is the one that the plugin assumes then. `repository` is `owner/name`; null for anything else.
 */
function githubMetadata(repository: unknown): GitHubMetadata | null {
  if (typeof repository !== 'string' || !repository.includes('/')) return null;
  const parts = repository.split('/').filter((part) => part !== '');
  const [owner, name] = [parts[0], parts.at(-1)];
  if (owner === undefined || name === undefined) return null;
  const domain = `${owner}.github.io`.toLowerCase();
  const isUserPage = [domain, `${owner}.github.com`.toLowerCase()].includes(name.toLowerCase());
  const baseurl = isUserPage ? '' : `/${name}`;
  const branch = isUserPage ? 'master' : 'gh-pages';
  const ownerUrl = `https://github.com/${owner}`;
  const url = `${ownerUrl}/${name}`;
  return {
    environment: 'dotcom',
    pages_env: 'dotcom',
    hostname: 'github.com',
    pages_hostname: 'github.io',
    api_url: 'https://api.github.com',
    help_url: 'https://help.github.com',
    project_title: name,
    owner_name: owner,
    owner_url: ownerUrl,
    owner_gravatar_url: `${ownerUrl}.png`,
    repository_url: url,
    repository_nwo: repository,
    repository_name: name,
    zip_url: `${url}/zipball/${branch}`,
    tar_url: `${url}/tarball/${branch}`,
    clone_url: `${url}.git`,
    releases_url: `${url}/releases`,
    is_user_page: isUserPage,
    is_project_page: !isUserPage,
    url: `https://${domain}${baseurl}`,
    baseurl,
    source: { branch, path: '/' },
  };
}
