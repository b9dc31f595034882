/** What is measured of building a course: each is one run of one program, after what brings it into its state. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { appendFile, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { lecturePage } from './lecture-page.mjs';
import { measureNode, measureProgram } from './measure-process.mjs';

const LECTERN = path.resolve(import.meta.dirname, '../dist/bundle/main.js');
/** What GitHub Pages turns on by default. */
const PLUGINS = [
  'optional-front-matter',
  'readme-index',
  'relative-links',
  'titles-from-headings',
  'default-layout',
];

/** The names of all scenarios. */
export const BUILDS = [
  'cold',
  'one-processor',
  'ci',
  'warm',
  'edit',
  'layout',
  'check',
  'jekyll',
  'jekyll-warm',
];

/**
 * The scenarios for a course that may be changed, in the order in which a round runs them: each finds what the one
 * before it has left.
 *
 * @param {{ course: string, workshop: string }} options `workshop` is a folder for what is built
 */
export function lecternScenarios({ course, workshop }) {
  const site = path.join(workshop, 'lectern');
  const cache = path.join(workshop, 'cache');
  const run = (command, ...args) =>
    measureNode([LECTERN, command, '-s', course, '--cache-dir', cache, ...args]);
  const build = () => run('build', '-q', '-d', site);
  const remove = (folder) => rm(folder, { recursive: true, force: true });
  return {
    cold: {
      title: 'lectern: cold',
      run: async () => {
        await Promise.all([remove(site), remove(cache)]);
        return build();
      },
    },
    ...(process.platform === 'linux' && {
      'one-processor': {
        title: 'lectern: cold, on one processor',
        run: async () => {
          const forgotten = path.join(workshop, 'one-processor');
          await remove(forgotten);
          const built = ['-d', path.join(forgotten, 'site'), '--cache-dir', path.join(forgotten, 'cache')];
          const args = [LECTERN, 'build', '-q', '-s', course, ...built];
          return measureProgram('taskset', ['-c', '0', process.execPath, ...args]);
        },
      },
    }),
    ci: {
      title: 'lectern: cache, but no site (CI)',
      run: async () => {
        // A checkout gives every file a new time.
        await Promise.all([remove(site), touchAll(course)]);
        return build();
      },
    },
    warm: {
      title: 'lectern: nothing changed',
      run: async () => {
        // What is as young as the build before it is not trusted, as in git's index; this build finds it old enough.
        await setTimeout(2500);
        await build();
        return build();
      },
    },
    edit: {
      title: 'lectern: one lecture edited',
      run: async () => {
        await appendFile(path.join(course, lecturePage(course)), '\nOne more sentence, and $x_1^2$.\n');
        return build();
      },
    },
    layout: {
      title: 'lectern: layout of all pages edited',
      run: async () => {
        await editLayouts(course);
        return build();
      },
    },
    check: {
      title: 'lectern: check, nothing kept',
      run: async () => {
        const forgotten = path.join(workshop, 'check-cache');
        await remove(forgotten);
        const env = { LECTERN_CACHE_DIR: forgotten };
        return measureNode([LECTERN, 'check', '-s', course, '--format', 'json'], { env, statuses: [0, 1] });
      },
    },
  };
}

/** The same of Jekyll, where it is installed. */
export function jekyllScenarios({ course, workshop }) {
  if (!hasJekyll()) return {};
  const site = path.join(workshop, 'jekyll');
  const plugins = path.join(workshop, 'plugins.yml');
  writeFileSync(plugins, `plugins: [${PLUGINS.map((name) => `jekyll-${name}`).join(', ')}]\n`);
  const config = `${path.join(course, '_config.yml')},${plugins}`;
  const build = () =>
    measureProgram('jekyll', ['build', '-q', '-s', course, '-d', site, '--config', config], {
      cwd: workshop,
      // A course's Gemfile may ask for what is not installed, and nothing that is measured here.
      env: { JEKYLL_NO_BUNDLER_REQUIRE: 'true' },
    });
  const forget = () => rm(path.join(course, '.jekyll-cache'), { recursive: true, force: true });
  return {
    jekyll: {
      title: 'Jekyll: cold',
      run: async () => {
        await Promise.all([rm(site, { recursive: true, force: true }), forget()]);
        return build();
      },
    },
    'jekyll-warm': { title: 'Jekyll: nothing changed', run: build },
  };
}

function hasJekyll() {
  try {
    execFileSync('jekyll', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Gives all files of a folder the present time. */
async function touchAll(folder) {
  const now = new Date();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await utimes(path.join(entry.parentPath, entry.name), now, now);
  }
}

async function editLayouts(course) {
  const folder = path.join(course, '_layouts');
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const html = await readFile(file, 'utf8').catch(() => '');
    if (html.includes('</body>')) await writeFile(file, html.replace('</body>', '<!-- edited -->\n</body>'));
  }
}
