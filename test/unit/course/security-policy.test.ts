import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { withSecurityPolicy } from '../../../src/course/typeset/security-policy.js';

const META =
  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; script-src 'self'; base-uri 'self'\">\n";

/** A page's policy: its `script-src`, or undefined where it has none. */
function scriptSource(body: string, head = ''): string | undefined {
  const html = withSecurityPolicy(
    `<!DOCTYPE html><html><head><meta charset="utf-8">\n${META}${head}</head><body>${body}</body></html>`,
    (src) => src === './own.js',
  );
  return /http-equiv="Content-Security-Policy" content="default-src 'self'; (script-src .*); base-uri 'self'">/.exec(
    html,
  )?.[1];
}

function hash(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

describe('a page has a policy', () => {
  test('that lets no other script run', () => {
    expect(scriptSource('<p>Text</p>')).toBe("script-src 'self'");
  });

  test("that lets the theme's scripts run", () => {
    expect(scriptSource('', '<script defer src="./own.js"></script>')).toBe("script-src 'self'");
  });

  test('that names its inline scripts, each once, as browsers read them', () => {
    const [first, second] = ['document.title = "a";', 'if (1 < 2)\n  go();'];
    expect(
      scriptSource(
        `<script>${first}</script><script type="module">if (1 < 2)\r\n  go();</script><script>${first}</script>`,
      ),
    ).toBe(`script-src 'self' ${hash(first)} ${hash(second)}`);
  });

  test.each([
    '<!-- <script> --><script>go();</script>',
    '<p title="<script>">a</p><script>go();</script>',
    '<textarea><script></textarea><script>go();</script>',
    '<script>go();</script><!-- <script> -->',
    '<script>go();</script\n>',
    '<SCRIPT\ntype="text/javascript">go();</SCRIPT>',
    '<script data-if="1 > 0">go();</script>',
  ])('that names the script of %j', (body) => {
    expect(scriptSource(body)).toBe(`script-src 'self' ${hash('go();')}`);
  });

  test('that says nothing of blocks of data', () => {
    expect(scriptSource('<script type="application/json">{"a": "https://example.org"}</script>')).toBe(
      "script-src 'self'",
    );
  });

  test.each([
    '<pre>&lt;p onclick="go()"></pre>',
    '<p title="see onclick=go()">a</p>',
    '<p>to go on = to move</p>',
    '<a href="https://example.org/?onclick=1">a</a>',
    '<!-- <script src="https://example.org/a.js"></script> -->',
    '<textarea><script src="https://example.org/a.js"></textarea>',
  ])('also where its text is like a script: %s', (body) => {
    expect(scriptSource(body)).toBe("script-src 'self'");
  });
});

test.each([
  '<script src="https://example.org/a.js"></script>',
  '<script src="/mine.js"></script>',
  '<p onclick="go()">a</p>',
  '<img src="a.png" alt="a" onerror=go()>',
  '<img src="a.png" alt="a > b" onerror="go()">',
  '<a href="javascript:go()">a</a>',
  '<script>fetch("/data.json")</script>',
  '<script>document.head.append(document.createElement("script"))</script>',
  '<script type="module">import "./a.js";</script>',
  '<script>eval("1")</script>',
  '<script>document.body.innerHTML = "<p>"</script>',
])('a page has none where its author has %s', (body) => {
  expect(scriptSource(body)).toBeUndefined();
});

test.each([
  "script-src 'self' https://cdn.example.org",
  "script-src 'self' 'unsafe-inline'",
  "default-src 'self'",
  "script-src-elem 'self'",
])('a policy that the author of a layout has written stays as it is: %s', (policy) => {
  const html = `<head><meta http-equiv="Content-Security-Policy" content="${policy}"></head><body><script src="https://cdn.example.org/a.js"></script><script>go()</script></body>`;
  expect(withSecurityPolicy(html, () => false)).toBe(html);
});

test('a page without a policy gets none', () => {
  const html = '<head><title>a</title></head><body><script>go()</script></body>';
  expect(withSecurityPolicy(html, () => true)).toBe(html);
});

test('what a page shows of a policy is none', () => {
  const html = `<head><title>a</title></head><body>${META}<script>go()</script></body>`;
  expect(withSecurityPolicy(html, () => true)).toBe(html);
});
