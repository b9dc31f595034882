#!/usr/bin/env node
import v8 from 'node:v8';
import { runProgram } from './program.js';

// A build lives a few seconds, in which V8 by default spends a third of all its processor time on optimising code
// that is then hardly used. It waits longer before it does; what really runs long is still optimised.
v8.setFlagsFromString('--interrupt-budget=2000000');

process.exitCode = await runProgram(process.argv.slice(2));
