import { type Diagnostic, diagnostic, formatPlace } from '../diagnostics/index.js';
import { isStandardFilter, isStandardTag, type UnknownName, unknownName } from '../liquid/index.js';
import type { CoursePlugins } from './course-plugins.js';
import type { LoadedPlugins } from './load-plugins.js';
import type { RubyRegistration } from './ruby-registrations.js';

/** What templates use of the tags and filters that there are not: how often, where first, and in which files. */
interface Uses {
  readonly first: Diagnostic;
  readonly files: Set<string>;
}

/** What is known of a course's plugins when its pages have been made. */
export interface KnownPlugins {
  readonly plugins: CoursePlugins;
  readonly loaded: LoadedPlugins;
  /** Names of tags and filters that lectern has itself in the place of the course's. */
  readonly covered: ReadonlySet<string>;
}

/**
 * Says of each thing that plugins register and that cannot work what it is and where it is used, in the place of what was
 * said of its uses one by one.
 */
export function withMissingPlugins(
  found: readonly Diagnostic[],
  { plugins, loaded, covered }: KnownPlugins,
): readonly Diagnostic[] {
  const { ruby, silent, off } = plugins;
  if (ruby.length === 0 && silent.length === 0 && off.length === 0 && loaded.failed.length === 0)
    return found;
  const missing = missingNames(plugins, loaded);
  const uses = new Map<string, Uses>();
  const kept = found.filter((one) => {
    const unknown = unknownName(one);
    const key = unknown === undefined ? undefined : keyOfUse(unknown, missing);
    if (key === undefined) return true;
    const isEnd = unknown?.kind === 'tag' && key !== `tag ${unknown.name}`;
    const known = uses.get(key);
    if (known === undefined) uses.set(key, { first: one, files: new Set([one.file]) });
    else if (!isEnd) {
      known.files.add(one.file);
      if (isBefore(one, known.first)) uses.set(key, { ...known, first: one });
    }
    return false;
  });
  const said = new Set<string>();
  const own = ruby.flatMap((registration) => {
    const key = `${registration.kind} ${registration.name}`;
    const isName = registration.kind === 'tag' || registration.kind === 'filter';
    const works =
      isName && (covered.has(key) || isRegistered(key, loaded) || (said.has(key) && !uses.has(key)));
    if (works || (isName && said.has(key))) return [];
    said.add(key);
    return [rubyFinding(registration, uses.get(key))];
  });
  return [...kept, ...own, ...silent.map(silentFile), ...switchedOff(off, uses)];
}

/** The tags and filters that have been registered by what cannot run, as `tag NAME` and `filter NAME`. */
function missingNames({ ruby, off }: CoursePlugins, loaded: LoadedPlugins): ReadonlySet<string> {
  const names = [...off, ...loaded.failed].flatMap((script) => script.names);
  return new Set([...ruby, ...names].map(({ kind, name }) => `${kind} ${name}`));
}

/** Under which of the missing names a use counts: that of a block's end under the block's. */
function keyOfUse({ kind, name }: UnknownName, missing: ReadonlySet<string>): string | undefined {
  const keys = [
    `${kind} ${name}`,
    ...(kind === 'tag' && name.startsWith('end') ? [`tag ${name.slice(3)}`] : []),
  ];
  return keys.find((key) => missing.has(key));
}

function isRegistered(key: string, { tags, blocks, filters }: LoadedPlugins): boolean {
  const [kind, name = ''] = key.split(' ');
  return kind === 'tag' ? tags.has(name) || blocks.has(name) : filters.has(name);
}

function isBefore(a: Diagnostic, b: Diagnostic): boolean {
  return a.file === b.file ? a.line < b.line || (a.line === b.line && a.column < b.column) : a.file < b.file;
}

/** What is said of something that a Ruby file registers. */
function rubyFinding(registration: RubyRegistration, uses: Uses | undefined): Diagnostic {
  const { kind, name, file, line, column } = registration;
  const place = { file, line, column };
  const cannot = `in ${file}, which lectern cannot run`;
  if (kind === 'generator' || kind === 'converter') {
    const lost =
      kind === 'generator'
        ? 'the pages and data that it adds are missing'
        : 'what it converts stays as it is';
    return diagnostic('warning', 'plugin-ruby', place, `The ${kind} ${name} is defined ${cannot}: ${lost}.`, {
      text: name,
      hint:
        kind === 'generator'
          ? `Write it as ${scriptOf(file)}: export default (lectern) => { lectern.generator((site) => [{ path: "page.html", content: "", data: {} }]); };`
          : 'Convert these files before the build, or take the plugin out.',
    });
  }
  if (kind === 'hook')
    return diagnostic(
      'warning',
      'plugin-ruby',
      place,
      `A hook${name === '' ? '' : ` for ${name.replaceAll(':', '')}`} is registered ${cannot}: what it changes stays as it is.`,
      { hint: 'Write what it does as a tag, a filter or a generator of a plugin in JavaScript.' },
    );
  const isOwn = kind === 'tag' ? isStandardTag(name) : isStandardFilter(name);
  const where =
    uses === undefined
      ? isOwn
        ? `lectern's own ${kind} of this name is used`
        : 'nothing uses it'
      : `it is used in ${uses.files.size === 1 ? '1 file' : `${uses.files.size} files`}, first at ${formatPlace(uses.first)}`;
  const severity = uses === undefined ? 'info' : kind === 'tag' ? 'error' : 'warning';
  return diagnostic(severity, 'plugin-ruby', place, `The ${kind} ${name} is defined ${cannot}; ${where}.`, {
    text: name,
    hint: `Write it as ${scriptOf(file)}: ${lines(registration)}`,
  });
}

/** Where a plugin goes that is to take the place of a Ruby file: into the folder of plugins itself. */
function scriptOf(file: string): string {
  const names = file.split('/');
  return [...names.slice(0, 1), ...names.slice(-1)].join('/').replace(/\.rb$/, '.js');
}

/** The lines of a plugin that registers the same. */
function lines({ kind, name, isBlock }: RubyRegistration): string {
  const call =
    kind === 'filter'
      ? `lectern.filter('${name}', (input) => input);`
      : isBlock === true
        ? `lectern.block('${name}', (content, args) => \`<div class="${name}">\${content}</div>\`);`
        : `lectern.tag('${name}', (args) => \`<span class="${name}">\${args.text}</span>\`);`;
  return `export default (lectern) => { ${call} };`;
}

function silentFile(file: string): Diagnostic {
  const message = `lectern cannot run ${file}, and it does not register anything that could be read off it.`;
  return diagnostic('info', 'plugin-ruby', { file, line: 1, column: 1 }, message, {
    hint: 'If it changes what readers see, write it as a plugin in JavaScript.',
  });
}

/** One line for all plugins that are switched off: a warning where pages lack what their tags and filters would show. */
function switchedOff(off: CoursePlugins['off'], uses: ReadonlyMap<string, Uses>): readonly Diagnostic[] {
  const [first] = off;
  if (first === undefined) return [];
  const names = off.map(({ path }) => path).join(', ');
  const keys = new Set(off.flatMap((script) => script.names.map(({ kind, name }) => `${kind} ${name}`)));
  const used = [...uses].flatMap(([key, use]) => (keys.has(key) ? [use.first] : []));
  const earliest = used.reduce<Diagnostic | undefined>(
    (least, one) => (least === undefined || isBefore(one, least) ? one : least),
    undefined,
  );
  const lost =
    earliest === undefined
      ? ''
      : ` What their tags and filters would show is missing, first at ${formatPlace(earliest)}.`;
  const message = `Plugins are switched off (safe), so ${names} ${off.length === 1 ? 'is' : 'are'} not run.${lost}`;
  const severity = earliest === undefined ? 'info' : 'warning';
  return [
    diagnostic(severity, 'plugins-off', { file: first.path, line: 1, column: 1 }, message, {
      hint: 'Build without --safe, and without safe: true in _config.yml, to have them run.',
    }),
  ];
}
