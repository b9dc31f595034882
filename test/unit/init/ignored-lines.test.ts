import { describe, expect, test } from 'vitest';
import { withIgnored } from '../../../src/init/ignored-lines.js';

const LINES = ['/docs/', '/.lectern-cache/', 'node_modules/'];
const added = (text: string) => {
  const content = withIgnored(Buffer.from(text, 'latin1'), LINES);
  return Buffer.isBuffer(content) ? content.toString('latin1') : content;
};

describe('a .gitignore that is there', () => {
  test('gets the lines that it lacks, at its end', () => {
    expect(added('_site\nnode_modules\n')).toBe('_site\nnode_modules\n/docs/\n/.lectern-cache/\n');
    expect(added('_site')).toBe('_site\n/docs/\n/.lectern-cache/\nnode_modules/\n');
    expect(added('')).toBe('/docs/\n/.lectern-cache/\nnode_modules/\n');
  });

  test('keeps its line ends, and bytes that are no UTF-8', () => {
    expect(added('caf\xe9\r\n')).toBe('caf\xe9\r\n/docs/\r\n/.lectern-cache/\r\nnode_modules/\r\n');
  });

  test('stays as it is where it lacks nothing, or is no text', () => {
    expect(added('docs\n.lectern-cache/\n/node_modules\n')).toBeUndefined();
    expect(added('_\0s\0i\0t\0e\0')).toBe('unreadable');
  });

  test('lacks what it only mentions', () => {
    expect(added('# /docs/\n!/.lectern-cache/\nnode_modules/x\n')?.split('\n').slice(3, 6)).toEqual(LINES);
  });
});
