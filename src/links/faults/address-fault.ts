import { editDistance, type Severity } from '../../diagnostics/index.js';
import type { Reference } from '../../markdown/index.js';
import { type Fault, linkFault } from './fault.js';

/** What is wrong with a URL as it is written, whatever the site has; undefined where it can be looked up. */
export function addressFault(reference: Reference): Fault | undefined {
  const { element, attribute } = reference;
  const url = reference.url.trim();
  if (url === '') {
    if (element === 'form' || !/^(?:href|src|poster|data)$/.test(attribute)) return undefined;
    return linkFault(
      element === 'a' || element === 'area' ? 'warning' : 'error',
      'link-empty',
      element === 'img' ? 'This picture has no address.' : 'This link has no address.',
      { hint: 'Write where it leads to, or take the link away.' },
    );
  }
  // It is its own content, in which any sign may stand.
  if (/^data:/i.test(url)) return undefined;
  const slip = brokenMarkup(url) ?? wrongScheme(url);
  if (slip === undefined) return undefined;
  const { severity = 'error', message, hint } = slip;
  return linkFault(severity, 'link-broken-markup', message, { text: url, hint });
}

/** What is wrong with the writing of a URL; an error where nothing else is said. */
interface Slip {
  readonly severity?: Severity;
  readonly message: string;
  readonly hint: string;
}

/** Signs that markup around a URL has become part of it. */
function brokenMarkup(url: string): Slip | undefined {
  if (/[\r\n]/.test(url)) {
    return {
      // Browsers drop line breaks from a URL, but not the spaces that indent its second line.
      severity: /\s[ \t]|[ \t]\s/.test(url) ? 'error' : 'warning',
      message: 'This link runs over the end of a line.',
      hint: 'Write the URL on one line.',
    };
  }
  if (/\]\(|\)\[/.test(url)) {
    return {
      message: 'Markdown has become part of this URL.',
      hint: 'Close the brackets of the link before: [text](URL).',
    };
  }
  if (/^<|[<>]|`$/.test(url.replace(/\{\{.*?\}\}/g, ''))) {
    return {
      message: 'A sign that no URL can have has become part of this one.',
      hint: `Take the ${/[<>]/.exec(url)?.[0] ?? '`'} out of the URL.`,
    };
  }
  if (/^["'“”‘’]|["“”]$/.test(url)) {
    return {
      message: 'Quotation marks have become part of this URL.',
      hint: `Write it without them: ${url.replace(/^["'“”‘’]+|["'“”‘’]+$/g, '')}`,
    };
  }
  if (/\{\{|\{%/.test(url)) {
    return {
      message: 'Liquid in this URL was not replaced.',
      hint: 'Check the braces of the Liquid expression.',
    };
  }
  if (/\s[\w-]+=$/.test(url)) {
    return {
      message: 'An attribute has become part of this URL.',
      hint: 'Put the closing quotation mark behind the URL.',
    };
  }
  const second = /[\p{L}\p{N})\]}.,;](?:https?:\/\/)/iu.exec(url.slice(1));
  if (second !== null && !/[?&#]/.test(url.slice(0, second.index + 1))) {
    return {
      message: 'Two URLs have run together here.',
      hint: 'Write a link for each of them.',
    };
  }
  return undefined;
}

/** A scheme that is misspelt, or missing in front of what can only be a host. */
function wrongScheme(url: string): Slip | undefined {
  if (/^https?:(?!\/\/)/i.test(url)) {
    return {
      message: 'The two slashes are missing in this URL.',
      hint: 'Write https:// in front of the host.',
    };
  }
  if (/^https?:\/\/(?:https?[:/]|$|\/)/i.test(url)) {
    return { message: 'This URL names no host.', hint: 'Write https:// once, and the host behind it.' };
  }
  const scheme = /^([a-z]{2,8})(?::\/{0,2}|;\/\/|\/\/)/i.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https' && !KNOWN_SCHEMES.has(scheme)) {
    const toHttp = editDistance(scheme, 'http', 2);
    const toHttps = editDistance(scheme, 'https', 2);
    const nearest = toHttp < toHttps && toHttp < 2 ? 'http' : toHttps <= 2 ? 'https' : undefined;
    if (nearest !== undefined) {
      return {
        message: `"${scheme}" is no way to reach a page.`,
        hint: `Write ${nearest}:// in front of the host.`,
      };
    }
  }
  if (/^https?(?:;|\/\/)/i.test(url)) {
    return { message: 'The colon is missing in this URL.', hint: 'Write https:// in front of the host.' };
  }
  if (/^www\.[a-z0-9-]+\.[a-z]{2,}/i.test(url)) {
    return {
      message: 'Without https:// in front, a browser looks for this in the site itself.',
      hint: `Write https://${url}`,
    };
  }
  return undefined;
}

/** Schemes that are near to `http` by accident. */
const KNOWN_SCHEMES: ReadonlySet<string> = new Set([
  'ftp',
  'sftp',
  'ftps',
  'tel',
  'sms',
  'data',
  'blob',
  'git',
]);

const LOADED: ReadonlyMap<string, 'active' | 'passive'> = new Map([
  ['script src', 'active'],
  ['iframe src', 'active'],
  ['object data', 'active'],
  ['embed src', 'active'],
  ['link href', 'active'],
  ['style url', 'passive'],
  ['img src', 'passive'],
  ['img srcset', 'passive'],
  ['source src', 'passive'],
  ['source srcset', 'passive'],
  ['audio src', 'passive'],
  ['video src', 'passive'],
  ['video poster', 'passive'],
  ['track src', 'passive'],
]);

/** What is wrong with a link to another host: it is the author's own machine, or it is not safe to load. */
export function hostFault(reference: Reference, url: URL, secure: boolean): Fault | undefined {
  const { element, attribute } = reference;
  const loads = LOADED.get(`${element} ${attribute}`);
  const text = reference.url.trim();
  if (isThisMachine(url.hostname)) {
    return linkFault(
      loads === undefined ? 'warning' : 'error',
      'link-localhost',
      `"${url.host}" is each reader's own computer, not yours.`,
      { text, hint: 'Link to the address at which it is published.' },
    );
  }
  if (!secure || url.protocol !== 'http:' || loads === undefined) return undefined;
  // A <link> loads something only where it is a style sheet: canonical, alternate and their like do not.
  if (element === 'link' && !/css\b/i.test(url.pathname)) return undefined;
  const blocked = loads === 'active';
  return linkFault(
    blocked ? 'error' : 'warning',
    'mixed-content',
    blocked
      ? 'Browsers refuse to load this from http: on a page that is served by https:.'
      : 'Browsers may refuse to show this from http: on a page that is served by https:.',
    { text, hint: `Write ${text.replace(/^http:/i, 'https:')}` },
  );
}

function isThisMachine(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\]|.+\.localhost)$/.test(host);
}

/** A path on the author's own disk: `file:///…`, `C:\…`. */
export function diskFault({ url }: Reference, scheme: string): Fault | undefined {
  if (scheme !== 'file:' && !/^[a-z]:$/.test(scheme)) return undefined;
  return linkFault('error', 'link-localhost', 'This leads to a file on your own computer.', {
    text: url,
    hint: 'Put the file into the course and link to it by a relative path.',
  });
}
