import { type Diagnostic, diagnostic } from '../../diagnostics/index.js';
import { baseName, extensionName } from './file-name.js';

/** Names, without regard to case, of files that hold keys, passwords or the names and passwords of users. */
const SECRET_NAMES: ReadonlySet<string> = new Set([
  'id_rsa',
  'id_dsa',
  'id_ecdsa',
  'id_ed25519',
  '_netrc',
  'htpasswd',
]);
const SECRET_EXTENSIONS: ReadonlySet<string> = new Set([
  '.pem',
  '.p12',
  '.pfx',
  '.ppk',
  '.jks',
  '.keystore',
  '.kdbx',
  '.env',
]);
/** What `secrets` and `credentials` are the names of, unless it is a page, a picture or a paper. */
const SECRET_DATA =
  /^(?:secrets?|credentials?|client_secrets?)(?:[._-][\w.-]*)?\.(?:json|ya?ml|toml|ini|cfg|conf|txt|csv|env|properties|xml|py|js|ts|rb|sh|enc|plist)$/;
/** A key is small; presentations of Keynote end in `.key`, too, and are not. */
const LARGEST_KEY = 16_384;
/** What editors and operating systems put into folders for themselves. */
const DROPPINGS: ReadonlySet<string> = new Set(['thumbs.db', 'ehthumbs.db', 'desktop.ini', 'icon\r']);

const SECRET = 'A file of such a name holds keys or passwords, and is not published.';
const HIDDEN_HINT = 'Move it out of the course, or name it in exclude: of _config.yml to hear no more of it.';
const HINT = 'Move it out of the course. If everybody may have it, name it in include: of _config.yml.';

/**
 * What is said of a file that nobody means to publish, by its path and its size in bytes; undefined of any other. It is
 * left out of the site, where Jekyll would publish it. A folder of packages is named as a whole. Files with front matter
 * are pages, whatever they are called.
 */
export function privateFile(path: string, size: number): Diagnostic | undefined {
  const packages = /^(?:.*?\/)?node_modules(?=\/)/.exec(path)?.[0];
  if (packages !== undefined) {
    return leftOut(packages, 'What npm has installed is not published, unless it has front matter.');
  }
  const name = baseName(path).toLowerCase();
  if (DROPPINGS.has(name) || /\.sw[op]$/.test(name)) {
    return leftOut(path, 'A file that an editor or the operating system made for itself is not published.');
  }
  const extension = extensionName(name);
  const isSecret =
    SECRET_NAMES.has(name) ||
    SECRET_EXTENSIONS.has(extension) ||
    SECRET_DATA.test(name) ||
    (extension === '.key' && size <= LARGEST_KEY);
  return isSecret ? leftOut(path, SECRET) : undefined;
}

/** Names of hidden files, which no site has, that hold what others must not see either. */
const HIDDEN =
  /^\.(?:env(?:\.(?!example$|sample$|template$)[\w.-]+)?|npmrc|netrc|pypirc|htpasswd|git-credentials|pgpass)$/;

/** What is said of a hidden file that holds keys or passwords, by its path; undefined of any other. */
export function hiddenSecret(path: string): Diagnostic | undefined {
  if (!HIDDEN.test(baseName(path))) return undefined;
  return leftOut(path, SECRET, 'info', HIDDEN_HINT);
}

function leftOut(
  file: string,
  message: string,
  severity: 'warning' | 'info' = 'warning',
  hint = HINT,
): Diagnostic {
  return diagnostic(severity, 'file-private', { file, line: 1, column: 1 }, message, { hint });
}
