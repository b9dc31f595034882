#!/usr/bin/env node
import { availableParallelism } from 'node:os';
import path from 'node:path';
import v8 from 'node:v8';
import { userCacheFolder } from '../themes/index.js';
import { useCodeCache } from './code-cache.js';

// A build lives a few seconds, in which V8 by default spends a third of all its processor time on optimising code
// that is then hardly used. It waits longer before it does; what really runs long is still optimised. The library that
// makes fonts is WebAssembly, which is not optimised at all: that took three times as long as making the fonts. The space
// for young objects is as large as it may be when it has grown once, and not four times: until then much was copied that
// is needed to the end, for 3 to 9 % of a large course's processor time. Nothing that has been compiled is thrown away: of a
// large course V8 forgot half of it before `code-cache.ts` kept the rest, and each build after that compiled it again, which
// was 15 % of a small course's. The flags are those of V8 11 to 13, in Node 20 to 24; another V8 may not know them, and
// would say so on the terminal.
const v8Version = process.versions.v8;
if (v8Version.startsWith('11.')) v8.setFlagsFromString('--interrupt-budget=2000000');
if (v8Version.startsWith('13.')) {
  v8.setFlagsFromString('--invocation-count-for-maglev=4000');
  v8.setFlagsFromString('--invocation-count-for-turbofan=30000');
}
if (/^1[123]\./.test(v8Version)) {
  v8.setFlagsFromString('--liftoff-only');
  v8.setFlagsFromString('--semi-space-growth-factor=16');
  v8.setFlagsFromString('--no-flush-bytecode');
}

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
