/** What the command line of the benchmarks says. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BUILDS } from './scenarios.mjs';
import { DEFAULTS } from './synthetic-course.mjs';

/** What can be measured; growth and scaling take long, and are measured only where they are named. */
const LONG = ['growth', 'scaling'];
const MEASURES = [...BUILDS, 'markdown', 'student', 'serve', 'small', ...LONG];

export const HELP = `npm run bench -- [options]

  --runs N        rounds of which the medians are taken (5)
  --only A,B      only these: cold, one-processor, ci, warm, edit, layout,
                  check, jekyll, jekyll-warm, markdown, student, serve, small,
                  growth, scaling (all but the last two, which take long)
  --pages N       pages of the generated course (${DEFAULTS.pages})
  --formulas N    formulas on each (${DEFAULTS.formulas}); three more have 180 to 210
  --files N       other files (${DEFAULTS.files})
  --megabytes N   what these weigh together (${DEFAULTS.megabytes})
  --sizes A,B     pages of the courses of growth (100,1000,10000)
  --texts WORDS   of scaling only the long texts that have this in their name
  --browser FILE  the Chromium for student and serve (LECTERN_BROWSER, or
                  /usr/bin/chromium)
  --json FILE     where the figures of every run are written
  --help          this text

LECTERN_CORPUS names a folder of real courses, each a folder with a _config.yml;
where it has a script materialise.mjs NAME DEST, that lays one out. Jekyll runs
side by side where it is installed. Run it on a machine that has nothing else to
do: all of it takes a quarter of an hour, and growth as long again for each run.`;

const NUMBERS = { runs: 1, pages: 1, formulas: 0, files: 0, megabytes: 0 };

/**
 * Reads the command line; throws an error with a sentence for the user where it is wrong.
 *
 * @param {readonly string[]} args
 * @returns {{ help: boolean, runs: number, isWanted: (measure: string) => boolean, size: object, sizes: readonly number[], texts: string | undefined,
 *   browser: string, json: string | undefined }}
 */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '5' },
      only: { type: 'string' },
      ...Object.fromEntries(
        Object.entries(DEFAULTS).map(([name, value]) => [name, { type: 'string', default: String(value) }]),
      ),
      sizes: { type: 'string', default: '100,1000,10000' },
      browser: { type: 'string', default: process.env.LECTERN_BROWSER || '/usr/bin/chromium' },
      texts: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const only = values.only?.split(',').map((name) => name.trim());
  const unknown = only?.find((name) => !MEASURES.includes(name));
  if (unknown !== undefined)
    throw new Error(`Nothing is called "${unknown}"; --only takes ${MEASURES.join(', ')}.`);
  const number = (name) => wholeNumber(`--${name}`, values[name], NUMBERS[name]);
  return {
    help: values.help,
    runs: number('runs'),
    isWanted: (measure) => (only === undefined ? !LONG.includes(measure) : only.includes(measure)),
    size: Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, number(name)])),
    sizes: values.sizes.split(',').map((size) => wholeNumber('--sizes', size, 1)),
    texts: values.texts,
    browser: values.browser,
    // npm runs scripts in the project's folder, whatever the folder it was called in.
    json: values.json && path.resolve(process.env.INIT_CWD ?? '', values.json),
  };
}

function wholeNumber(option, text, least) {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least) return value;
  throw new Error(`${option} takes whole numbers from ${least} on, and not "${text}".`);
}
