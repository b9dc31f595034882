/** Matches one character; `null` stands for `*`. */
type Step = ((character: string) => boolean) | null;

/**
 * Ruby's `File.fnmatch?` without flags: `*` and `?` match slashes and leading periods too, `[a-c]` and `[!a]`
 * are sets, `\` takes the next character literally, braces mean nothing. A set that is never closed matches
 * nothing. Time grows with the glob's length times the path's, whatever the glob.
 */
export function globMatcher(glob: string): (path: string) => boolean {
  if (!/[*?[\\]/.test(glob)) return (path) => path === glob;
  const steps = compile(glob);
  return (path) => steps !== null && matches(steps, [...path]);
}

function compile(glob: string): readonly Step[] | null {
  const steps: Step[] = [];
  const characters = [...glob];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    if (character === '*') steps.push(null);
    else if (character === '?') steps.push(() => true);
    else if (character === '[') {
      const end = endOfSet(characters, at + 1);
      if (end === null) return null;
      steps.push(setMatcher(characters.slice(at + 1, end)));
      at = end;
    } else {
      const wanted = character === '\\' ? (characters[++at] ?? '\\') : character;
      steps.push((given) => given === wanted);
    }
  }
  return steps;
}

function endOfSet(characters: readonly string[], from: number): number | null {
  for (let at = from; at < characters.length; at++) {
    if (characters[at] === '\\') at++;
    else if (characters[at] === ']') return at;
  }
  return null;
}

function setMatcher(content: readonly string[]): (character: string) => boolean {
  const negated = content[0] === '!' || content[0] === '^';
  const members: string[] = [];
  const ranges: (readonly [string, string])[] = [];
  for (let at = negated ? 1 : 0; at < content.length; at++) {
    if (content[at] === '\\') at++;
    const member = content[at] ?? '';
    if (content[at + 1] === '-' && at + 2 < content.length) {
      ranges.push([member, content[at + 2] ?? '']);
      at += 2;
    } else members.push(member);
  }
  return (character) =>
    negated !==
    (members.includes(character) || ranges.some(([low, high]) => low <= character && character <= high));
}

/** Backtracks to the last `*` only, which is enough where a `*` matches anything. */
function matches(steps: readonly Step[], characters: readonly string[]): boolean {
  let step = 0;
  let at = 0;
  let star = -1;
  let starAt = 0;
  while (at < characters.length) {
    const test = steps[step];
    if (test === null) {
      star = step++;
      starAt = at;
    } else if (test?.(characters[at] ?? '')) {
      step++;
      at++;
    } else if (star >= 0) {
      step = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (steps[step] === null) step++;
  return step === steps.length;
}

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
