#!/usr/bin/env node
// What `npm init lectern` runs (npm-init(1)): lectern's own `init`, with the same arguments.
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const manifest = fileURLToPath(import.meta.resolve('lectern/package.json'));
const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
process.argv.splice(2, 0, 'init');
await import(new URL(bin.lectern, pathToFileURL(manifest)).href);
