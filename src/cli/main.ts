#!/usr/bin/env node
import v8 from 'node:v8';
import { runProgram } from './program.js';

// A build lives a few seconds, in which V8 by default spends a third of all its processor time on optimising code
// that is then hardly used. It waits longer before it does; what really runs long is still optimised. The library that
// makes fonts is WebAssembly, which is not optimised at all: that took three times as long as making the fonts. The
// flags are those of V8 11 and 12, in Node 20 and 22; another V8 may not know them, and would say so on the terminal.
const v8Version = process.versions.v8;
if (v8Version.startsWith('11.')) v8.setFlagsFromString('--interrupt-budget=2000000');
if (/^1[12]\./.test(v8Version)) v8.setFlagsFromString('--liftoff-only');

process.exitCode = await runProgram(process.argv.slice(2));
