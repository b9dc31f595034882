import { describe, expect, test } from 'vitest';
import { withElements } from '../../../src/course/elements/index.js';

/** A page of lectern's own theme whose HTML this is. */
function shown(html: string, isLoaded = false): string {
  const ownTheme = { table: 'Table', code: 'Code' };
  return withElements(html, { keepsRoom: false, ownTheme, videos: { isLoaded, name: 'Video' } });
}

const EMBED = 'https://www.youtube.com/embed/dQw4w9WgXcQ?start=5';

describe('a video of another host', () => {
  test('is a frame with its title that leads to its page, in the proportions that its author gives it', () => {
    const html = shown(`<p><iframe width="450" height="300" src="${EMBED}" title="A &amp; B"></iframe></p>`);
    expect(html).toBe(
      '<p><span class="video" data-embed="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=5&amp;autoplay=1"' +
        ' style="max-width:450px;aspect-ratio:450 / 300">' +
        '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=5s"><span class="video-title">A &amp; B</span> ' +
        '<span class="video-host">YouTube</span></a></span></p>',
    );
  });

  test.each(['', ' title="YouTube video player"', ' title=""'])(
    'without a title of its own is called so (%j)',
    (title) => {
      const html = shown(`<iframe src="${EMBED}"${title} width="100%" height="300"></iframe>`);
      expect(html).toContain('<span class="video-title">Video</span>');
      expect(html).not.toContain('style=');
    },
  );

  test('is loaded with the page where the course wants it, from its player', () => {
    const html = shown('<iframe src="https://youtu.be/dQw4w9WgXcQ" width="400"></iframe>', true);
    expect(html).toBe(
      '<iframe width="400" src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ" loading="lazy" title="Video (YouTube)"></iframe>',
    );
  });

  test.each([
    '<iframe src="demo.html"></iframe>',
    '<iframe src="https://example.org/embed/dQw4w9WgXcQ"></iframe>',
    `<a href="x"><iframe src="${EMBED}"></iframe></a>`,
    `<!-- <iframe src="${EMBED}"></iframe> -->`,
    `<pre><code>&lt;iframe src="${EMBED}"&gt;</code></pre>`,
    `<iframe src="${EMBED}">`,
  ])('is nothing else: %s', (html) => {
    expect(shown(html).replace(/ (?:tabindex|role|aria-label)="[^"]*"/g, '')).toBe(html);
  });

  test('says nothing to browsers that its author did not write', () => {
    const html = shown(`<iframe src="${EMBED}" title="&quot;><script>x</script>"></iframe>`);
    expect(html).not.toContain('<script>');
  });
});

test('a video of the course loads its first bytes and plays where it stands', () => {
  expect(shown('<video controls src="a.mp4"></video>')).toBe(
    '<video controls src="a.mp4" preload="metadata" playsinline=""></video>',
  );
  const own = '<video autoplay muted playsinline src="a.mp4"></video>';
  expect(shown(own)).toBe(own);
});

test('a colour that its author gives a video, which has no text, stays what it is', () => {
  const style = 'style="color:#222;background:#eee"';
  expect(shown(`<iframe ${style} src="${EMBED}"></iframe><p>b</p>`)).toBe(
    shown(`<iframe src="${EMBED}"></iframe><p>b</p>`),
  );
  expect(shown(`<video ${style} src="a.mp4"></video>`)).toBe(
    `<video ${style} src="a.mp4" preload="metadata" playsinline=""></video>`,
  );
});

test('videos are left alone under layouts of the course', () => {
  const html = `<iframe src="${EMBED}"></iframe><video src="a.mp4"></video>`;
  expect(withElements(html, { keepsRoom: true })).toBe(html);
});
