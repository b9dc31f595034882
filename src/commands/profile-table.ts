import type { Profile, ProfileKind } from '../build/index.js';

/** How many pages are shown. */
const SLOWEST = 10;

/** A profile that is being taken, and its text. */
export interface ProfileTable extends Profile {
  /** The stages of the build in their order, and the slowest pages. */
  readonly text: () => string;
}

/** Takes the profile of a build. */
export function profileTable(clock: () => number): ProfileTable {
  const times: Readonly<Record<ProfileKind, Map<string, number>>> = { stage: new Map(), page: new Map() };
  return {
    clock,
    add: (kind, name, milliseconds) => {
      times[kind].set(name, (times[kind].get(name) ?? 0) + milliseconds);
    },
    text: () => {
      const pages = [...times.page].sort(([, a], [, b]) => b - a);
      return [
        'Stages, in milliseconds:',
        ...[...times.stage].map(row),
        ...(pages.length === 0
          ? []
          : ['Slowest pages, in milliseconds:', ...pages.slice(0, SLOWEST).map(row)]),
        '',
      ].join('\n');
    },
  };
}

function row([name, milliseconds]: readonly [string, number]): string {
  return `${milliseconds.toFixed(0).padStart(8)}  ${name}`;
}
