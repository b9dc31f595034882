import {
  COMPILING_SHEETS,
  MAKING_PAGES,
  PAGE_PARTS,
  type Profile,
  type TimeSpent,
} from '../../course/index.js';
import { printableLine } from '../../diagnostics/index.js';
import { count } from '../formats/index.js';

/** How many of the slowest are shown of each kind. */
const SLOWEST = 10;
const PARTS = ['text', 'excerpt', 'layouts', 'formulas'] as const;
const INDENT = '    ';

/**
 * A profile as text, in milliseconds: the stages of the build, which add up to `total`; what went on beside them; how many
 * of the `pages` were made; and the slowest pages, formulas and includes.
 */
export function profileText(profile: Profile, total: number, pages: number): string {
  const beside = profile.times('beside');
  return [
    'Time by stage, in milliseconds:',
    ...stageRows(profile, total),
    row({ name: 'in all', milliseconds: total }),
    ...(beside.length === 0 ? [] : ['Beside these, in other threads:', ...beside.map(row)]),
    ...pageRows(profile, pages),
    ...slowest('pages', pageTimes(profile), row),
    ...slowest('formulas, by where they stand first', profile.times('formula'), row),
    ...slowest(
      'includes and layouts, without what they include, and how often',
      profile.times('include'),
      usedRow,
    ),
    '',
  ].join('\n');
}

type Time = Pick<TimeSpent, 'name' | 'milliseconds'>;

function stageRows(profile: Profile, total: number): readonly string[] {
  const stages = profile.times('stage');
  return withOther(stages, total).flatMap((stage) =>
    stage.name === MAKING_PAGES ? [row(stage), ...partRows(profile, stage.milliseconds)] : [row(stage)],
  );
}

/** The parts of making pages, where any were made, without what other threads did of them. */
function partRows(profile: Profile, milliseconds: number): readonly string[] {
  const beside = new Map(profile.times('beside').map((time) => [time.name, time.milliseconds]));
  const parts = PARTS.flatMap((kind) => {
    const name = PAGE_PARTS[kind];
    const times = profile.times(kind);
    const here = sum(times) - (beside.get(name) ?? 0);
    return times.length === 0 || here < 0.05 ? [] : [{ name, milliseconds: here }];
  });
  const isBeside = beside.has(PAGE_PARTS.formulas) || beside.has(COMPILING_SHEETS);
  const rest = isBeside ? 'other, and waiting for other threads' : 'other';
  return parts.length === 0 ? [] : withOther(parts, milliseconds, rest).map((part) => INDENT + row(part));
}

function withOther(times: readonly Time[], total: number, name = 'other'): readonly Time[] {
  return [...times, { name, milliseconds: Math.max(0, total - sum(times)) }];
}

/** How many pages the cache gave. */
function pageRows(profile: Profile, pages: number): readonly string[] {
  const texts = new Set(profile.times('text').map(({ name }) => name));
  const composed = profile.times('layouts');
  const framed = composed.filter(({ name }) => !texts.has(name)).length;
  const detail = framed === 0 ? '' : `, ${framed} of them only put into their layouts anew`;
  const made = composed.length;
  return [`${count(pages, 'page')}: ${Math.max(0, pages - made)} from the cache, ${made} made${detail}.`];
}

/** What making each page took, all its parts together. */
function pageTimes(profile: Profile): readonly Time[] {
  const pages = new Map<string, number>();
  for (const kind of PARTS) {
    for (const { name, milliseconds } of profile.times(kind)) {
      pages.set(name, (pages.get(name) ?? 0) + milliseconds);
    }
  }
  return [...pages].map(([name, milliseconds]) => ({ name, milliseconds }));
}

function slowest<T extends Time>(
  title: string,
  times: readonly T[],
  print: (time: T) => string,
): readonly string[] {
  if (times.length === 0) return [];
  const sorted = [...times].sort((a, b) => b.milliseconds - a.milliseconds);
  return [`Slowest ${title}:`, ...sorted.slice(0, SLOWEST).map(print)];
}

function row({ name, milliseconds }: Time): string {
  return `${milliseconds.toFixed(1).padStart(10)}  ${printableLine(name)}`;
}

function usedRow({ name, milliseconds, uses }: TimeSpent): string {
  return `${row({ name, milliseconds })} (${count(uses, 'use')})`;
}

function sum(times: readonly Time[]): number {
  return times.reduce((all, { milliseconds }) => all + milliseconds, 0);
}
