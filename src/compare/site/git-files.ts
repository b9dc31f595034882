import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { isVisible, MOST_FILES, type SiteFiles } from './site-files.js';

/** How much git may say of a tree, in bytes. */
const LONGEST_LIST = 256 * 1024 * 1024;

/**
 * The files of a site that lies in a commit: of `gh-pages`, or of a folder as in `HEAD~3:docs`. git reads them from its
 * objects, and no work tree is looked at or changed. Undefined where the repository of `cwd` has no such tree.
 */
export async function gitFiles(ref: string, cwd: string): Promise<SiteFiles | undefined> {
  if (ref.startsWith('-') || /[\0\n]/.test(ref)) return undefined;
  // A folder of a commit is a tree already; behind it `^{tree}` would be a part of its name.
  const revision = ref.includes(':') ? ref : `${ref}^{tree}`;
  const id = (await output(['rev-parse', '--verify', '--quiet', '--end-of-options', revision], cwd))?.trim();
  if (id === undefined || !/^[0-9a-f]{40,64}$/.test(id)) return undefined;
  if ((await output(['cat-file', '-t', id], cwd))?.trim() !== 'tree') return undefined;
  const list = await output(['ls-tree', '-r', '-l', '-z', '--full-tree', id], cwd);
  if (list === undefined) return undefined;
  const objects = new Map<string, { readonly id: string; readonly size: number }>();
  for (const entry of list.split('\0')) {
    const [, mode, object, size, file] = /^(\d+) blob ([0-9a-f]+) +(\d+)\t([\s\S]+)$/.exec(entry) ?? [];
    // A link's object holds the path that it leads to.
    if (mode === '120000' || object === undefined || file === undefined) continue;
    if (isVisible(file) && objects.size < MOST_FILES) objects.set(file, { id: object, size: Number(size) });
  }
  const reader = objectReader(cwd);
  return {
    name: ref,
    sizes: new Map([...objects].map(([file, { size }]) => [file, size] as const)),
    read: async (file) => {
      const object = objects.get(file);
      return object === undefined ? undefined : reader.read(object.id);
    },
    close: async () => reader.close(),
  };
}

function output(args: readonly string[], cwd: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile('git', args, { cwd, maxBuffer: LONGEST_LIST, windowsHide: true }, (error, printed) =>
      resolve(error === null ? printed : undefined),
    );
  });
}

interface ObjectReader {
  readonly read: (id: string) => Promise<string | undefined>;
  readonly close: () => void;
}

/** Reads objects one after another by one `git cat-file --batch`, which is begun when the first one is asked for. */
function objectReader(cwd: string): ObjectReader {
  let git: ChildProcessWithoutNullStreams | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const readNow = async (id: string): Promise<string | undefined> => {
    git ??= spawn('git', ['cat-file', '--batch'], { cwd, windowsHide: true });
    return readObject(git, id);
  };
  return {
    read: (id) => {
      const reading = last.then(() => readNow(id));
      last = reading;
      return reading;
    },
    close: () => {
      git?.stdin.end();
      git?.kill();
    },
  };
}

/** Asks for one object; its answer is a line with the size, the content and a line's end (git-cat-file(1)). */
function readObject(git: ChildProcessWithoutNullStreams, id: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let wanted: number | undefined;
    let start = 0;
    const end = (text: string | undefined): void => {
      git.stdout.off('data', take);
      git.off('close', gone);
      git.off('error', gone);
      resolve(text);
    };
    const gone = (): void => end(undefined);
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      length += chunk.length;
      if (wanted === undefined) {
        const head = Buffer.concat(chunks);
        const line = head.indexOf('\n');
        if (line < 0) return;
        const size = / blob (\d+)$/.exec(head.toString('latin1', 0, line))?.[1];
        if (size === undefined) {
          end(undefined);
          return;
        }
        start = line + 1;
        wanted = start + Number(size) + 1;
      }
      if (length >= wanted) end(Buffer.concat(chunks).toString('utf8', start, wanted - 1));
    };
    git.stdout.on('data', take);
    git.once('close', gone);
    git.once('error', gone);
    // A process that has ended already tells it by its `close`.
    git.stdin.once('error', () => {});
    git.stdin.write(`${id}\n`);
  });
}
