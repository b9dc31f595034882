/** Builds of a course by lectern and by Jekyll, in turns. */
import { jekyllScenarios, lecternScenarios } from './scenarios.mjs';
import { decimals, median, table } from './statistics.mjs';

/** What a scenario may take of Jekyll's cold build, where the course is as large as the generated one. */
const GOALS = { cold: 0.75, ci: 0.3, warm: 0.1, edit: 0.13 };
/** What a cold build may take of the processor time of Jekyll's. */
const CPU_GOAL = 1.35;
/** What a build with nothing changed may take of Jekyll's with nothing changed. */
const WARM_GOAL = 0.25;
/** How many times faster all processors are to be than one. */
const PROCESSORS_GOAL = 1.6;

/**
 * Runs the wanted scenarios, all of them once a round, so that what slows the machine down for a while slows all of them.
 * One that fails is left out from then on.
 *
 * @returns {Promise<{ name: string, title: string, usages: Usage[] }[]>}
 */
export async function measureBuilds({ course, workshop, runs, wanted, attempt }) {
  const lectern = lecternScenarios({ course, workshop });
  const jekyll = jekyllScenarios({ course, workshop });
  if (wanted.includes('jekyll') && !('jekyll' in jekyll)) {
    console.log('Jekyll is not installed, or does not run here: nothing is measured beside it.');
  }
  const measured = Object.entries({ ...lectern, ...jekyll })
    .filter(([name]) => wanted.includes(name))
    .map(([name, { title, run }]) => ({ name, title, run, usages: [], hasFailed: false }));
  for (const [all, first] of [
    [lectern, 'cold'],
    [jekyll, 'jekyll'],
  ]) {
    const isNeeded = measured.some(({ name }) => name in all) && !wanted.includes(first);
    // The others find what a cold build has left.
    if (isNeeded && all[first] !== undefined) await attempt(all[first].title, all[first].run);
  }
  for (let round = 1; round <= runs; round++) {
    for (const scenario of measured.filter(({ hasFailed }) => !hasFailed)) {
      const what = `${scenario.title}, round ${round} of ${runs}`;
      const usage = await attempt(what, scenario.run);
      if (usage === undefined) scenario.hasFailed = true;
      else scenario.usages.push(usage);
    }
  }
  return measured
    .filter(({ usages }) => usages.length > 0)
    .map(({ name, title, usages }) => ({ name, title, usages }));
}

/** The table of what was measured: medians, and the most memory of any run. */
export function buildLines(measured) {
  const wall = (name) => {
    const found = measured.find((scenario) => scenario.name === name);
    return found === undefined ? undefined : middle(found.usages, 'wall');
  };
  const jekyll = wall('jekyll');
  const base = jekyll ?? wall('cold');
  const columns = {
    '': ({ title }) => title,
    seconds: ({ usages }) => decimals(middle(usages, 'wall')),
    ...(base && {
      [jekyll === undefined ? 'of cold' : 'of Jekyll']: ({ usages }) =>
        decimals(middle(usages, 'wall') / base),
    }),
    ...(jekyll && { goal: ({ name }) => (name in GOALS ? decimals(GOALS[name]) : null) }),
    'CPU s': ({ usages }) => decimals(middle(usages, 'cpu')),
    'MB at most': ({ usages }) => most(usages, 'memory'),
  };
  const rows = measured.map((scenario) => Object.values(columns).map((cell) => cell(scenario)));
  const [warm, jekyllWarm] = [wall('warm'), wall('jekyll-warm')];
  const [one, all] = [wall('one-processor'), wall('cold')];
  const [cpu, jekyllCpu] = ['cold', 'jekyll'].map((name) => {
    const found = measured.find((scenario) => scenario.name === name);
    return found === undefined ? null : middle(found.usages, 'cpu');
  });
  return [
    table(Object.keys(columns), rows),
    ...(cpu === null || !jekyllCpu
      ? []
      : [`Cold: ${decimals(cpu / jekyllCpu)} of Jekyll's processor time (goal ${decimals(CPU_GOAL)}).`]),
    ...(warm === undefined || jekyllWarm === undefined
      ? []
      : [
          `Nothing changed: ${decimals(warm / jekyllWarm)} of what Jekyll takes then (goal ${decimals(WARM_GOAL)}).`,
        ]),
    ...(one === undefined || all === undefined
      ? []
      : [`All processors: ${decimals(one / all)} times as fast as one (goal ${decimals(PROCESSORS_GOAL)}).`]),
  ];
}

function middle(usages, what) {
  return median(usages.map((usage) => usage[what]));
}

function most(usages, what) {
  const values = usages.map((usage) => usage[what]);
  return values.includes(null) ? null : Math.round(Math.max(...values));
}
