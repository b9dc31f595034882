import { askedTheme, fetchForCourse, readCourseConfig } from '../../course/index.js';
import { printableLine } from '../../diagnostics/index.js';
import {
  LOCK_FILE,
  listThemes,
  readRepository,
  removeStored,
  type StoredTheme,
  themePlaces,
} from '../../themes/index.js';
import { count } from '../formats/index.js';
import { courseEffects, courseOptions } from '../options/index.js';
import { progressLine, type Terminal } from '../terminal/index.js';

/** What the command line of `lectern theme add` said. */
export interface ThemeAddOptions {
  readonly source?: string;
  readonly config?: string;
  /** Whether the newest commit is wanted, whatever the lock of the course says. */
  readonly update?: boolean;
}

/** `lectern theme add`: fetches a theme, for the course where that names it. Exit status 1 where it is not to be had. */
export async function addTheme(
  name: string | undefined,
  options: ThemeAddOptions,
  terminal: Terminal,
): Promise<number> {
  const progress = progressLine(terminal, false);
  const effects = courseEffects(terminal, progress.show);
  const { config, usable, diagnostics } = await readCourseConfig(courseOptions(options), effects);
  const broken = diagnostics.find(({ severity }) => severity === 'error');
  const asked = askedTheme(name, config, effects);
  const refuse = (sentence: string): number => {
    progress.clear();
    terminal.writeError(`${printableLine(sentence)}\n`);
    return 1;
  };
  if (!usable && broken !== undefined) return refuse(broken.message);
  if (typeof asked === 'string') return refuse(asked);
  progress.show(`Fetching the theme ${asked.repository.owner}/${asked.repository.name}`, 0, 0);
  const fetched = await fetchForCourse(asked.repository, config, effects, {
    lockName: asked.lockName,
    renew:
      options.update === true || (name !== undefined && asked.repository.ref !== null && name.includes('@')),
  });
  if (!fetched.ok) return refuse(fetched.sentence);
  progress.clear();
  const { theme, unlocked } = fetched;
  terminal.write(`${printableLine(`Fetched ${themeText(theme)}.`)}\n`);
  if (unlocked !== null) return refuse(unlocked);
  terminal.write(
    asked.lockName === null
      ? `This course does not name it: write remote_theme: ${printableLine(`${theme.owner}/${theme.name}`)} into _config.yml.\n`
      : `${LOCK_FILE} of the course says so, too: keep it beside _config.yml.\n`,
  );
  return 0;
}

/** `lectern theme list`: says which themes have been fetched, and where they lie. */
export function listFetched(terminal: Terminal): number {
  const { store } = themePlaces(terminal.env);
  const themes = listThemes(store);
  for (const theme of themes) terminal.write(`${printableLine(themeText(theme))}\n`);
  const what = themes.length === 0 ? 'No theme has been fetched' : count(themes.length, 'theme');
  terminal.write(`${printableLine(`${what}. The folder of themes is ${store}.`)}\n`);
  return 0;
}

/** `lectern theme remove`: takes the themes of a repository out of the store. Exit status 1 where there is none. */
export function removeTheme(name: string, terminal: Terminal): number {
  const { store } = themePlaces(terminal.env);
  const asked = readRepository(name);
  const found = listThemes(store).filter(
    (theme) =>
      asked !== undefined &&
      theme.owner.toLowerCase() === asked.owner.toLowerCase() &&
      theme.name.toLowerCase() === asked.name.toLowerCase() &&
      (asked.ref === null || theme.refs.includes(asked.ref) || theme.commit.startsWith(asked.ref)),
  );
  for (const theme of found) {
    removeStored(store, theme);
    terminal.write(`${printableLine(`Removed ${themeText(theme)}.`)}\n`);
  }
  if (found.length > 0) return 0;
  terminal.writeError(`${printableLine(`No theme ${name} has been fetched: see lectern theme list.`)}\n`);
  return 1;
}

function themeText({ owner, name, refs, commit, files, bytes, fetched }: StoredTheme): string {
  const size = (bytes / 1_000_000).toFixed(1);
  return `${owner}/${name} (${refs.join(', ')}): commit ${commit.slice(0, 12)}, ${count(files, 'file')}, ${size} MB, of ${fetched.slice(0, 10)}`;
}
