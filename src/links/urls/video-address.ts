/** A video that another host shows, in an `<iframe>` or on a page of its own. */
export interface HostedVideo {
  /** What the host is called. */
  readonly host: string;
  /** The address of its player. */
  readonly player: string;
  /** The same, for one that plays at once. */
  readonly playing: string;
  /** The address of its page, for people. */
  readonly page: string;
}

/**
 * The video at an address of any form that its host has: a page's, a short one, a player's. Undefined for any other address.
 * Players are those that set no cookies before they play.
 */
export function hostedVideo(address: string): HostedVideo | undefined {
  const url = urlOf(address);
  const host = url?.hostname.replace(/^(?:www|m|music)\./, '');
  switch (url === undefined ? undefined : host) {
    case 'youtube.com':
    case 'youtube-nocookie.com':
    case 'youtu.be':
      return url && youtube(url);
    case 'vimeo.com':
    case 'player.vimeo.com':
      return url && vimeo(url);
    case 'nicovideo.jp':
    case 'embed.nicovideo.jp':
    case 'sp.nicovideo.jp':
    case 'nico.ms':
      return url && niconico(url);
    default:
      return undefined;
  }
}

function urlOf(address: string): URL | undefined {
  try {
    const url = new URL(address.trim(), 'https://localhost');
    return /^https?:$/.test(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

/** What a player of YouTube is told by its address, of what a page's address or another player's can say, too. */
const YOUTUBE = [
  'list',
  'end',
  'rel',
  'loop',
  'playlist',
  'controls',
  'mute',
  'hl',
  'cc_load_policy',
  'cc_lang_pref',
];

function youtube({ hostname, pathname, searchParams, hash }: URL): HostedVideo | undefined {
  const [first = '', second = ''] = pathname.split('/').filter((part) => part !== '');
  const stated = hostname === 'youtu.be' ? first : first === 'watch' ? searchParams.get('v') : undefined;
  const named = stated ?? (/^(?:embed|shorts|live|v|e)$/.test(first) ? second : '');
  const list = searchParams.get('list');
  const isList =
    list !== null && (named === 'videoseries' || first === 'playlist' || (named === '' && first === 'embed'));
  const id = isList ? 'videoseries' : named;
  if (!/^[\w-]{6,}$/.test(id)) return undefined;
  const start = seconds(searchParams.get('start') ?? searchParams.get('t') ?? /^#t=(.*)/.exec(hash)?.[1]);
  const query = new URLSearchParams();
  for (const name of YOUTUBE) {
    const value = searchParams.get(name);
    if (value !== null) query.set(name, value);
  }
  if (start > 0) query.set('start', String(start));
  const page = isList
    ? `https://www.youtube.com/playlist?list=${encodeURIComponent(list ?? '')}`
    : `https://www.youtube.com/watch?v=${id}${start > 0 ? `&t=${start}s` : ''}`;
  return players('YouTube', `https://www.youtube-nocookie.com/embed/${id}`, query, '', page);
}

function vimeo({ pathname, searchParams, hash }: URL): HostedVideo | undefined {
  const [, id, key] =
    /^\/(?:video\/|channels\/[^/]+\/|groups\/[^/]+\/videos\/)?(\d+)(?:\/(\w+))?\/?$/.exec(pathname) ?? [];
  if (id === undefined) return undefined;
  const hidden = searchParams.get('h') ?? key;
  const query = new URLSearchParams({ ...(hidden === undefined ? {} : { h: hidden }), dnt: '1' });
  const start = seconds(/^#t=(.*)/.exec(hash)?.[1]);
  const from = start > 0 ? `#t=${start}s` : '';
  const page = `https://vimeo.com/${id}${hidden === undefined ? '' : `/${hidden}`}${from}`;
  return players('Vimeo', `https://player.vimeo.com/video/${id}`, query, from, page);
}

function niconico({ pathname, searchParams }: URL): HostedVideo | undefined {
  const id = /^\/(?:watch\/)?((?:sm|nm|so)?\d+)\/?$/.exec(pathname)?.[1];
  if (id === undefined) return undefined;
  const start = seconds(searchParams.get('from') ?? undefined);
  const query = new URLSearchParams(start > 0 ? { from: String(start) } : {});
  const page = `https://www.nicovideo.jp/watch/${id}${start > 0 ? `?from=${start}` : ''}`;
  return players('ニコニコ動画', `https://embed.nicovideo.jp/watch/${id}`, query, '', page);
}

function players(
  host: string,
  base: string,
  query: URLSearchParams,
  hash: string,
  page: string,
): HostedVideo {
  const address = (more: Readonly<Record<string, string>>): string => {
    const text = new URLSearchParams([...query, ...Object.entries(more)]).toString();
    return base + (text === '' ? '' : `?${text}`) + hash;
  };
  return { host, player: address({}), playing: address({ autoplay: '1' }), page };
}

/** A time as addresses have it (`90`, `90s`, `1m30s`, `1h2m3s`) in seconds; 0 for any other text. */
function seconds(written: string | undefined): number {
  const [, hours = 0, minutes = 0, rest = 0] =
    /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/.exec(written ?? '') ?? [];
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
  return Number.isSafeInteger(total) ? total : 0;
}
