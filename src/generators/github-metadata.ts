import {
  type DataRecord,
  deepMerge,
  isRecord,
  isTruthy,
  isUserSite,
  type Repository,
  type Site,
} from '../site/index.js';

/**
 * The site with what jekyll-github-metadata tells of its repository: `site.github`, over which the configuration's
 * own `github:` is laid, and the repository's name as the title of a site that has none. Without a repository there is
 * nothing to tell.
 */
export function withRepository(site: Site): Site {
  const { config } = site;
  const repository = namedRepository(config.raw['repository'], config.repository);
  if (repository === null) return site;
  const metadata = githubMetadata(repository);
  const own = config.raw['github'];
  const github = isRecord(own) ? deepMerge(metadata, own) : (own ?? metadata);
  const untitled = !isTruthy(config.raw['title']) && !isTruthy(config.raw['name']);
  const title = metadata.is_project_page ? metadata.repository_name : metadata.owner_name;
  const raw: DataRecord = { ...config.raw, github, ...(untitled ? { title } : {}) };
  return { ...site, config: { ...config, title: untitled ? title : config.title, raw } };
}

/** The repository that `repository:` names, as loosely as the plugin reads it, or else the one that is known. */
function namedRepository(stated: unknown, known: Repository | null): Repository | null {
  if (typeof stated !== 'string') return known;
  const parts = stated.split('/').filter((part) => part !== '');
  const [owner, name] = [parts[0], parts.at(-1)];
  if (owner === undefined || name === undefined || !stated.includes('/')) return null;
  return known?.owner === owner && known.name === name ? known : { owner, name, folder: '' };
}

/** What a repository says of itself, under the names that `site.github` has in a template. */
interface GitHubMetadata extends DataRecord {
  readonly is_project_page: boolean;
  readonly owner_name: string;
  readonly repository_name: string;
}

/**
 * `metadata_drop.rb` of jekyll-github-metadata 2.15 as on GitHub Pages, as far as the repository itself tells: the
 * network is not asked. Where git does not know the branch that is published, it is the one that the plugin assumes.
 */
function githubMetadata({
  owner,
  name,
  branch: known,
  folder,
  domain,
  revision,
}: Repository): GitHubMetadata {
  const isUserPage = isUserSite({ owner, name });
  const baseurl = isUserPage || domain !== undefined ? '' : `/${name}`;
  const branch = known ?? (isUserPage ? 'master' : 'gh-pages');
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
    repository_nwo: `${owner}/${name}`,
    repository_name: name,
    zip_url: `${url}/zipball/${branch}`,
    tar_url: `${url}/tarball/${branch}`,
    clone_url: `${url}.git`,
    releases_url: `${url}/releases`,
    is_user_page: isUserPage,
    is_project_page: !isUserPage,
    url: `https://${domain ?? `${owner}.github.io`.toLowerCase()}${baseurl}`,
    baseurl,
    source: { branch, path: `/${folder}` },
    ...(revision === undefined ? {} : { build_revision: revision }),
  };
}
