/**
 * Characters that steer a terminal (C0, DEL, C1), end a line, turn around the direction in which letters are read, or are
 * half a character.
 */
const STEERING = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\p{Cs}]/gu;

/** The escapes that are shorter than a number. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * What the runner of a CI service obeys: at the beginning of a line `::error::`, and anywhere in it `##[error]`
 * (`ActionCommand.cs` of actions/runner), or Azure's `##vso[`. A program that compares by the rules of a language passes
 * over what stands between the characters unseen.
 */
const COMMAND =
  /(?<=^[\s\p{Cf}\p{M}]*):(?=[\p{Cf}\p{M}]*:)|#(?=[\p{Cf}\p{M}]*#[\p{Cf}\p{M}]*(?:vso[\p{Cf}\p{M}]*)?\[)/gimu;

/** Whether a character (one code point) would steer a terminal, rather than be shown by it. */
export function isSteering(character: string): boolean {
  return character.search(STEERING) === 0;
}

/**
 * A text as one line that a terminal or a log only shows: what would steer it is written as JSON does, `\n` or `\u001b`.
 * File names, messages and whatever else an author can have written go through here where they are printed.
 */
export function printableLine(text: string): string {
  return text.replace(STEERING, (character) => SHORT.get(character) ?? escaped(character));
}

/** The same of a text of several lines: their ends and tabs stay. */
export function printableLines(text: string): string {
  return text.replace(STEERING, (character) =>
    character === '\n' || character === '\t' ? character : escaped(character),
  );
}

/** A text in which the runner of a CI service finds no command to obey; who reads it sees where one was. */
export function withoutCommands(text: string): string {
  return text.replace(COMMAND, escaped);
}

/** JSON that says the same and steers neither terminal nor runner: what could is escaped, which only strings hold. */
export function printableJson(json: string): string {
  return withoutCommands(printableLines(json));
}

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
