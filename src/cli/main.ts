#!/usr/bin/env node
import v8 from 'node:v8';
import { runProgram } from './program.js';

// A build lives a few seconds, in which V8 by default spends a third of all its processor time on optimising code
// that is then hardly used. It waits longer before it does; what really runs long is still optimised. The flag is
// that of V8 11, in Node 20; another V8 may not know it, and would say so on the terminal.
if (process.versions.v8.startsWith('11.')) v8.setFlagsFromString('--interrupt-budget=2000000');

process.exitCode = await runProgram(process.argv.slice(2));
