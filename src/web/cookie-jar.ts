/** The cookies that hosts have set on the way to one page, until it is there. */
export interface CookieJar {
  /** Takes what an answer for a URL sets. */
  readonly take: (url: URL, setCookie: readonly string[]) => void;
  /** The header `Cookie` for a URL; undefined where no cookie is for it. */
  readonly headerFor: (url: URL) => string | undefined;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  /** The host, and whether it is for the hosts below it, too. */
  readonly host: string;
  readonly below: boolean;
}

/**
 * Many hosts ask for a page once more to see whether cookies come back, by a redirect to the page itself. Of RFC 6265
 * there is what such a way takes: names, values, `Domain`, and cookies that are taken back. For paths and times it is too
 * short.
 */
export function cookieJar(): CookieJar {
  const cookies = new Map<string, Cookie>();
  return {
    take: (url, setCookie) => {
      for (const header of setCookie) {
        const [pair = '', ...attributes] = header.split(';').map((part) => part.trim());
        const [, name, value] = /^([^=\s]+)\s*=\s*(.*)$/.exec(pair) ?? [];
        if (name === undefined || value === undefined) continue;
        const domain = attributeOf(attributes, 'domain')?.replace(/^\./, '').toLowerCase();
        const isShared = domain?.includes('.') === true && isAt(url.hostname, domain);
        const host = isShared ? domain : url.hostname;
        const key = `${host} ${name}`;
        if (isOver(attributes)) cookies.delete(key);
        else cookies.set(key, { name, value, host, below: isShared });
      }
    },
    headerFor: ({ hostname }) => {
      const own = [...cookies.values()].filter(({ host, below }) =>
        below ? isAt(hostname, host) : hostname === host,
      );
      return own.length === 0 ? undefined : own.map(({ name, value }) => `${name}=${value}`).join('; ');
    },
  };
}

function isAt(hostname: string, domain: string): boolean {
  return hostname === domain || hostname.endsWith(`.${domain}`);
}

function attributeOf(attributes: readonly string[], wanted: string): string | undefined {
  const found = attributes.find((attribute) => attribute.toLowerCase().startsWith(`${wanted}=`));
  return found?.slice(wanted.length + 1).trim();
}

/** Whether a cookie is taken back: it ends at once, or has ended long ago. */
function isOver(attributes: readonly string[]): boolean {
  const age = attributeOf(attributes, 'max-age');
  if (age !== undefined) return Number(age) <= 0;
  return /\b(?:19\d\d|2000)\b/.test(attributeOf(attributes, 'expires') ?? '');
}
