import { globMatcher } from './glob.js';

/** One part of a glob between two slashes: a matcher, or `null` for `**`. */
type Part = ((name: string) => boolean) | null;

/** Beyond this many alternatives the braces that are left are taken literally. */
const MOST_ALTERNATIVES = 256;

/**
 * Ruby's `Dir.glob` as a test of one path: `*` stays within a folder and does not match a leading period, `**` in
 * front of a slash stands for any folders, `{a,b}` for alternatives.
 */
export function pathGlob(glob: string): (path: string) => boolean {
  const alternatives = expandBraces(glob).map((alternative) => alternative.split('/').map(compilePart));
  return (path) => {
    const names = path.split('/');
    return alternatives.some((parts) => matchesParts(parts, names));
  };
}

function compilePart(part: string, index: number, parts: readonly string[]): Part {
  if (part === '**' && index < parts.length - 1) return null;
  const matches = globMatcher(part);
  const hidden = part.startsWith('.');
  return (name) => (hidden || !name.startsWith('.')) && matches(name);
}

/** Row by row: which beginnings of the path the parts so far can match. */
function matchesParts(parts: readonly Part[], names: readonly string[]): boolean {
  let reachable = names.map(() => false);
  reachable.unshift(true);
  for (const part of parts) {
    const next: boolean[] = new Array(reachable.length).fill(false);
    for (let at = 0; at < reachable.length; at++) {
      if (part === null)
        next[at] =
          reachable[at] === true || (at > 0 && next[at - 1] === true && !names[at - 1]?.startsWith('.'));
      else if (at > 0) next[at] = reachable[at - 1] === true && part(names[at - 1] ?? '');
    }
    reachable = next;
  }
  return reachable.at(-1) === true;
}

/** The globs that a glob's braces stand for, outermost last. */
function expandBraces(glob: string): string[] {
  let globs = [glob];
  while (globs.length <= MOST_ALTERNATIVES && globs.some((each) => INNERMOST_BRACES.test(each))) {
    globs = globs.flatMap((each) => {
      const braces = INNERMOST_BRACES.exec(each);
      if (braces === null) return [each];
      const [whole, inside = ''] = braces;
      const [before, after] = [each.slice(0, braces.index), each.slice(braces.index + whole.length)];
      return inside.split(',').map((option) => before + option + after);
    });
  }
  return globs;
}

const INNERMOST_BRACES = /\{([^{}]*)\}/;
