import { describe, expect, test } from 'vitest';
import { hostedVideo } from '../../../src/links/index.js';

const NOCOOKIE = 'https://www.youtube-nocookie.com/embed';
const WATCH = 'https://www.youtube.com/watch?v';

describe('the address of a video', () => {
  test.each([
    'https://www.youtube.com/embed/dQw4w9WgXcQ',
    'http://youtube.com/embed/dQw4w9WgXcQ?feature=oembed',
    '//www.youtube.com/embed/dQw4w9WgXcQ',
    'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ',
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ&feature=youtu.be',
    'https://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ',
    'https://youtu.be/dQw4w9WgXcQ?si=abc',
    'https://www.youtube.com/shorts/dQw4w9WgXcQ',
    'https://www.youtube.com/live/dQw4w9WgXcQ',
    'https://www.youtube.com/v/dQw4w9WgXcQ',
  ])('%s is that of one on YouTube', (address) => {
    expect(hostedVideo(address)).toEqual({
      host: 'YouTube',
      player: `${NOCOOKIE}/dQw4w9WgXcQ`,
      playing: `${NOCOOKIE}/dQw4w9WgXcQ?autoplay=1`,
      page: `${WATCH}=dQw4w9WgXcQ`,
    });
  });

  test.each([
    ['https://youtu.be/dQw4w9WgXcQ?t=90', 90],
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m30s', 90],
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ#t=1h2m3s', 3723],
    ['https://www.youtube.com/embed/dQw4w9WgXcQ?start=12', 12],
  ])('%s begins after %s seconds', (address, start) => {
    expect(hostedVideo(address)).toMatchObject({
      player: `${NOCOOKIE}/dQw4w9WgXcQ?start=${start}`,
      page: `${WATCH}=dQw4w9WgXcQ&t=${start}s`,
    });
  });

  test('of a list leads to the list', () => {
    for (const address of [
      'https://www.youtube.com/embed/videoseries?list=PLabc',
      'https://www.youtube.com/playlist?list=PLabc',
    ]) {
      expect(hostedVideo(address)).toMatchObject({
        player: `${NOCOOKIE}/videoseries?list=PLabc`,
        page: 'https://www.youtube.com/playlist?list=PLabc',
      });
    }
  });

  test('is that of one on Vimeo, also of one that only its key opens', () => {
    expect(hostedVideo('https://player.vimeo.com/video/76979871#t=30s')).toEqual({
      host: 'Vimeo',
      player: 'https://player.vimeo.com/video/76979871?dnt=1#t=30s',
      playing: 'https://player.vimeo.com/video/76979871?dnt=1&autoplay=1#t=30s',
      page: 'https://vimeo.com/76979871#t=30s',
    });
    expect(hostedVideo('https://vimeo.com/76979871/abc123')?.player).toBe(
      'https://player.vimeo.com/video/76979871?h=abc123&dnt=1',
    );
  });

  test('is that of one on Niconico', () => {
    for (const address of [
      'https://www.nicovideo.jp/watch/sm9',
      'https://nico.ms/sm9',
      'https://embed.nicovideo.jp/watch/sm9',
    ]) {
      expect(hostedVideo(address)).toMatchObject({
        player: 'https://embed.nicovideo.jp/watch/sm9',
        page: 'https://www.nicovideo.jp/watch/sm9',
      });
    }
  });

  test.each([
    '',
    'demo.html',
    'https://example.org/embed/dQw4w9WgXcQ',
    'https://www.youtube.com/',
    'https://www.youtube.com/embed/',
    'https://www.youtube.com/@channel',
    'https://youtube.com.example.org/watch?v=dQw4w9WgXcQ',
    'https://vimeo.com/about',
    'javascript:alert(1)',
    'https://[',
  ])('%j is that of none', (address) => {
    expect(hostedVideo(address)).toBeUndefined();
  });
});
