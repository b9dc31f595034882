import { lstatSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isBuiltSite } from '../output/index.js';
import { type CourseDetails, EXAMPLES, lectureValues } from './course-details.js';
import { withIgnored } from './ignored-lines.js';
import { type CourseScripts, extendPackage } from './package-json.js';
import { fillTemplate, readTemplates, type Template } from './template.js';

/** What is to be set up, and where. */
export interface InitRequest {
  /** Absolute path of the folder, which need not be there. */
  readonly folder: string;
  /** Whether lectures are written, too: the folder is no course yet. */
  readonly isNew: boolean;
  /** The language of a new course. */
  readonly lang: Language;
  readonly details: CourseDetails;
  /** The version of lectern that the course depends on, as npm reads it: `^1.2.3`, `file:…`, `github:…`. */
  readonly spec: string;
  /** Whether a build has to fetch a theme where that is not on the machine. */
  readonly fetchesTheme: boolean;
  /** Absolute path of the folder of the git repository that the course belongs to; the course's own without one. */
  readonly repositoryRoot: string;
  /** Whether git has files of a folder of the course, by its name. */
  readonly isTracked: (name: string) => Promise<boolean>;
}

/** The languages that a new course can be written in. */
export type Language = (typeof LANGUAGES)[number];
export const LANGUAGES = ['en', 'ja'] as const;

/** What becomes of one file. */
export type PlannedFile = {
  /** Its path relative to the course's folder, with `/` between names. */
  readonly path: string;
  readonly absolute: string;
} & (
  | { readonly action: 'write'; readonly content: Buffer }
  /** `before` is what was read; `added` says in a few words what is new. */
  | { readonly action: 'change'; readonly content: Buffer; readonly before: Buffer; readonly added: string }
  /** It stays as it is; `missing` says what it lacks, where it lacks something. */
  | { readonly action: 'keep'; readonly missing?: string }
);

/** What is written, changed and kept. */
export interface InitPlan {
  readonly files: readonly PlannedFile[];
  /** The names of the scripts that call lectern. */
  readonly scripts: CourseScripts;
  /** The folder that a build writes to, relative to the course. */
  readonly destination: string;
  /** Other workflows that publish the site, relative to the course. */
  readonly publishers: readonly string[];
}

/** Where the templates of every course go, by their names. */
const PACKAGE = 'package.json';
const IGNORED = '.gitignore';
const WORKFLOWS = '.github/workflows';
const WORKFLOW = 'lectern.yml';

/**
 * Plans what makes a folder a course of lectern's: for every course a package.json, lines of .gitignore and a workflow for
 * GitHub, and for a new one its lectures, too. What is there stays, but for what package.json and .gitignore lack. Nothing is
 * written.
 */
export async function planInit(request: InitRequest): Promise<InitPlan> {
  const { folder, repositoryRoot, details } = request;
  const destination = await freeDestination(request);
  const templates = new Map((await readTemplates('course')).map((one) => [one.path, one]));
  const template = (name: string): Template => {
    const found = templates.get(name);
    if (found === undefined) throw new Error(`lectern's template ${name} is missing: install lectern again.`);
    return found;
  };
  const packaged = await planPackage(request, template('package.json'), destination);
  const inRepository = path.relative(repositoryRoot, folder).split(path.sep).join('/');
  const workflows = path.join(repositoryRoot, ...WORKFLOWS.split('/'));
  const workflow = fillTemplate(template('lectern.yml'), {
    branches: details.branch ?? 'main, master',
    folder: inRepository === '' ? '.' : inRepository,
    destination,
    check: packaged.scripts.check,
    build: packaged.scripts.build,
  });
  const lines = fillTemplate(template('gitignore'), {})
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
  const ignored = (await request.isTracked(destination))
    ? lines.filter((line) => line !== '/docs/')
    : lines.map((line) => (line === '/docs/' ? `/${destination}/` : line));
  return {
    files: [
      packaged.file,
      await planIgnored(folder, ignored),
      newFile(folder, path.join(workflows, WORKFLOW), workflow),
      ...(request.isNew ? await planLectures(request) : []),
    ],
    scripts: packaged.scripts,
    destination,
    publishers: (await publishingWorkflows(workflows)).map((name) =>
      relativePath(folder, path.join(workflows, name)),
    ),
  };
}

/** Folders for the built site, the first of which is lectern's own choice. */
const DESTINATIONS = ['docs', '_site', 'public', '_lectern'] as const;

/** The first folder for the built site that is not there, or that an earlier build has written to. */
async function freeDestination({ folder }: InitRequest): Promise<string> {
  const isFree = (name: string): boolean => {
    const candidate = path.join(folder, name);
    return !isThere(candidate) || isBuiltSite(candidate);
  };
  return DESTINATIONS.find(isFree) ?? '_lectern-site';
}

function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

async function planPackage(
  { folder, spec, fetchesTheme }: InitRequest,
  template: Template,
  destination: string,
): Promise<{ readonly file: PlannedFile; readonly scripts: CourseScripts }> {
  const named = destination === DESTINATIONS[0] ? '' : ` --destination ${destination}`;
  const fetched = fetchesTheme ? ' --fetch' : '';
  const scripts = {
    build: `lectern build${named}${fetched}`,
    check: 'lectern check',
    serve: 'lectern serve --open',
  };
  const names = { build: 'build', check: 'check', serve: 'serve' };
  const absolute = path.join(folder, PACKAGE);
  const place = { path: PACKAGE, absolute };
  const wanted = `the scripts ${Object.values(scripts).join(', ')}, and the dependency lectern ${spec}`;
  if (!isThere(absolute)) {
    const filled = fillTemplate(template, {
      lectern: JSON.stringify(spec).slice(1, -1),
      build: scripts.build,
    });
    return { file: { ...place, action: 'write', content: filled }, scripts: names };
  }
  const before = await ownFile(absolute);
  if (before === undefined)
    return {
      file: { ...place, action: 'keep', missing: `it is a link; it lacks ${wanted}` },
      scripts: names,
    };
  const extended = extendPackage(before.toString('utf8'), { scripts, spec });
  if ('problem' in extended)
    return {
      file: { ...place, action: 'keep', missing: `${extended.problem}; it lacks ${wanted}` },
      scripts: names,
    };
  const { text, added, scripts: found } = extended;
  if (added.length === 0) return { file: { ...place, action: 'keep' }, scripts: found };
  const content = Buffer.from(text, 'utf8');
  return { file: { ...place, action: 'change', content, before, added: added.join(', ') }, scripts: found };
}

async function planIgnored(folder: string, lines: readonly string[]): Promise<PlannedFile> {
  const absolute = path.join(folder, IGNORED);
  const place = { path: IGNORED, absolute };
  if (!isThere(absolute))
    return { ...place, action: 'write', content: Buffer.from(lines.map((line) => `${line}\n`).join('')) };
  const before = await ownFile(absolute);
  if (before === undefined)
    return { ...place, action: 'keep', missing: `it is a link; it may lack ${lines.join(', ')}` };
  const content = withIgnored(before, lines);
  if (content === undefined) return { ...place, action: 'keep' };
  if (content === 'unreadable')
    return { ...place, action: 'keep', missing: `it is no text; it may lack ${lines.join(', ')}` };
  const added = content.subarray(before.length).toString('utf8').trim().split(/\s+/).join(', ');
  return { ...place, action: 'change', content, before, added };
}

/** The bytes of a file of the folder; undefined of a link, which leads to somebody else's. */
async function ownFile(file: string): Promise<Buffer | undefined> {
  return lstatSync(file).isSymbolicLink() ? undefined : readFile(file);
}

/** The lectures of a new course, its configuration last: that is what makes a folder a course. */
async function planLectures({ folder, lang, details }: InitRequest): Promise<readonly PlannedFile[]> {
  const templates = [
    ...(await readTemplates('lectures/common')),
    ...(await readTemplates(`lectures/${lang}`)),
  ].sort(
    (a, b) =>
      Number(a.path === '_config.yml') - Number(b.path === '_config.yml') || (a.path < b.path ? -1 : 1),
  );
  const values = lectureValues(details);
  return templates.map((template) =>
    newFile(folder, path.join(folder, ...template.path.split('/')), fillTemplate(template, values, EXAMPLES)),
  );
}

function newFile(folder: string, absolute: string, content: Buffer): PlannedFile {
  const place = { path: relativePath(folder, absolute), absolute };
  return isThere(absolute) ? { ...place, action: 'keep' } : { ...place, action: 'write', content };
}

function relativePath(folder: string, absolute: string): string {
  return path.relative(folder, absolute).split(path.sep).join('/');
}

/** What publishes a site from a workflow of GitHub's: its own action, and those of others that are used most. */
const PUBLISHES =
  /\buses:\s*['"]?(?:actions\/(?:deploy-pages|jekyll-build-pages)|[\w.-]+\/(?:actions-gh-pages|github-pages-deploy-action|jekyll-deploy-action|jekyll-action))\b|\bnpm? (?:run )?gh-pages\b/i;

/** The names of the workflows in a folder that publish a site, but for lectern's own. */
async function publishingWorkflows(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const found: string[] = [];
  for (const name of names.sort()) {
    if (name === WORKFLOW || !/\.ya?ml$/.test(name)) continue;
    const text = await readFile(path.join(folder, name), 'utf8').catch(() => '');
    if (PUBLISHES.test(text)) found.push(name);
  }
  return found;
}
