#!/usr/bin/env node
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { userCacheFolder } from '../themes/index.js';
import { useCodeCache } from './code-cache.js';
import { setV8Flags } from './v8-flags.js';

setV8Flags();

// The threads by which Node copies and reads files are four, on two processors as well, where they keep each other and those
// that make pages waiting: two take 3 % less time there for a large course. With one a disk that does not answer would hold up
// all others. (On Windows Node may have read the variable already.)
process.env['UV_THREADPOOL_SIZE'] ??= String(Math.min(Math.max(availableParallelism(), 2), 4));

useCodeCache(path.join(userCacheFolder(process.env), 'lectern', 'code'));

// By this a process ends that waits for what never comes, as by a module's own `await`.
process.exitCode = 13;
void import('./program.js').then(async ({ runProgram }) => {
  process.exitCode = await runProgram(process.argv.slice(2));
});
