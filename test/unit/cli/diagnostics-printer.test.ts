import { describe, expect, test } from 'vitest';
import { diagnosticsPrinter } from '../../../src/cli/findings/diagnostics-printer.js';
import { internalFault } from '../../../src/diagnostics/index.js';
import { fakeTerminal } from '../../support/terminal.js';

/** What is printed of a fault of lectern's own. */
function printed(all: boolean): string {
  const error = new Error('Out of ink');
  error.stack =
    'Error: Out of ink\n    at draw (/lectern/pen.js:1:2)\n    at \u001b[31mmain (/lectern/main.js:3:4)';
  const fault = internalFault(
    { failing: 'drawing this failed, so it is missing', place: 'page.md', severity: 'error' },
    error,
  );
  const terminal = fakeTerminal('/');
  diagnosticsPrinter(terminal, { quiet: false, all })([fault]);
  return terminal.errors();
}

test('what is not printed is counted by its code, whatever its severities', () => {
  const place = { file: 'a.md', line: 1, column: 1, message: 'x' };
  const terminal = fakeTerminal('/');
  diagnosticsPrinter(terminal, { quiet: false, all: false })([
    { ...place, severity: 'warning', code: 'file-private' },
    { ...place, severity: 'info', code: 'alt-missing' },
    { ...place, file: '.env', severity: 'info', code: 'file-private' },
  ]);
  expect(terminal.output()).toBe(
    'Also found: 2 file-private, 1 alt-missing. Add --verbose to see more of it.\n',
  );
});

describe("of a fault of lectern's own", () => {
  test('a sentence is printed, and no calls', () => {
    expect(printed(false)).toContain(
      "page.md:1:1: error internal-fault: A fault of lectern's own: drawing this failed, so it is missing (Out of ink).",
    );
    expect(printed(false)).not.toContain('pen.js');
  });

  test('the calls are printed, clean, where everything is', () => {
    expect(printed(true)).toContain('\n      at draw (/lectern/pen.js:1:2)\n');
    expect(printed(true)).not.toContain('\u001b');
  });
});
