import { describe, expect, test } from 'vitest';
import { extendPackage } from '../../../src/init/package-json.js';

const WANTED = {
  scripts: { build: 'lectern build', check: 'lectern check', serve: 'lectern serve --open' },
  spec: '^0.1.0',
};

function extended(text: string) {
  const result = extendPackage(text, WANTED);
  if ('problem' in result) throw new Error(result.problem);
  return result;
}

describe('a package.json that is there', () => {
  test('gets scripts and the dependency, and keeps every other byte', () => {
    const text =
      '{\n    "name": "x",  "files": ["a", "b"],\n    "scripts": {\n        "test": "true"\n    }\n}\n';
    const result = extended(text);
    expect(result.text).toBe(
      `{
    "name": "x",  "files": ["a", "b"],
    "scripts": {
        "test": "true",
        "build": "lectern build",
        "check": "lectern check",
        "serve": "lectern serve --open"
    },
    "dependencies": {
        "lectern": "^0.1.0"
    }
}
`,
    );
    expect(result.added).toEqual(['build', 'check', 'serve', 'lectern']);
  });

  test('keeps its tabs, its line ends and its byte order mark', () => {
    const { text } = extended('\uFEFF{\r\n\t"name": "x"\r\n}\r\n');
    expect(
      text.startsWith('\uFEFF{\r\n\t"name": "x",\r\n\t"scripts": {\r\n\t\t"build": "lectern build",\r\n'),
    ).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('}\r\n')).toBe(true);
  });

  test('keeps scripts of the same name, beside which those of lectern have a longer one', () => {
    const result = extended('{"scripts":{"build":"webpack","serve":"lectern serve"}}');
    expect(result.scripts).toEqual({ build: 'lectern:build', check: 'check', serve: 'serve' });
    expect(JSON.parse(result.text).scripts).toEqual({
      build: 'webpack',
      serve: 'lectern serve',
      'lectern:build': 'lectern build',
      check: 'lectern check',
    });
  });

  test('stays as it is where it has everything, also where lectern is needed for development only', () => {
    const { text } = extended('{"devDependencies":{"lectern":"file:../lectern"}}');
    expect(JSON.parse(text)).not.toHaveProperty('dependencies');
    const again = extended(text);
    expect(again).toMatchObject({ text, added: [] });
  });

  test.each(['', '[]', '"x"', '{"a": 1,}', '{"scripts": []}', '{"dependencies": "lectern"}'])(
    'is not touched where it is no such object: %s',
    (text) => {
      expect(extendPackage(text, WANTED)).toHaveProperty('problem');
    },
  );
});
