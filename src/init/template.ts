import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** What stands in templates for `__name__`; a name that is here and undefined is not known. */
export type TemplateValues = Readonly<Record<string, string | undefined>>;

/** Files whose text has names in it to be filled in; all others are copied byte for byte. */
const FILLED = /\.(?:md|ya?ml|json)$|^gitignore$/;

/** A template as it lies in the package: its path in its folder, with `/` between names. */
export interface Template {
  readonly path: string;
  readonly content: Buffer;
}

/** Reads the templates of a folder of `templates/`, sorted by their paths. */
export async function readTemplates(folder: string): Promise<readonly Template[]> {
  const root = path.join(templatesFolder(), folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    files.map(async (file) => ({
      path: path.relative(root, file).split(path.sep).join('/'),
      content: await readFile(file),
    })),
  );
}

/**
 * A template with its values: `__name__` becomes the value of that name. The line of a setting whose value is not known becomes
 * a comment with an example. Names without a value stay as they are: Python has such, too.
 */
export function fillTemplate(
  { path: file, content }: Template,
  values: TemplateValues,
  examples: Readonly<Record<string, string>> = {},
): Buffer {
  if (!FILLED.test(path.posix.basename(file))) return content;
  const filled = content
    .toString('utf8')
    .split('\n')
    .map((line) => {
      const isUnknown = [...line.matchAll(NAME)].some(
        ([, name = '']) => isGiven(values, name) && values[name] === undefined,
      );
      return line
        .replace(NAME, (written, name: string) =>
          isGiven(values, name) ? (values[name] ?? examples[name] ?? '') : written,
        )
        .replace(/^/, isUnknown ? '# ' : '');
    });
  return Buffer.from(filled.join('\n'), 'utf8');
}

const NAME = /__([a-z]+)__/g;

function isGiven(values: TemplateValues, name: string): boolean {
  return Object.hasOwn(values, name);
}

/** The folder of templates that comes with lectern: this file lies at different depths in the sources, compiled and bundled. */
function templatesFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, 'templates/course/package.json'))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error("lectern's templates are missing: install lectern again.");
    folder = above;
  }
  return path.join(folder, 'templates');
}
