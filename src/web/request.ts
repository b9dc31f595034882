import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';

/** What one request brought: an answer's status line and the headers that count here, or why there was none. */
export type Answer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly location?: string | undefined;
      readonly retryAfter?: string | undefined;
      /** The headers `Set-Cookie`. */
      readonly cookies?: readonly string[] | undefined;
    }
  | FailedAnswer;

/** Why there was no answer. */
export interface FailedAnswer {
  readonly kind: 'failure';
  readonly failure: Failure;
  /** The system's code for it. */
  readonly detail: string;
}

/** `no-host`: no computer has this name; `no-network`: nobody could be reached; `timeout`, `certificate`; else `broken`. */
export type Failure = 'no-host' | 'no-network' | 'timeout' | 'certificate' | 'broken' | 'stopped';

/** How a request is made. */
export interface RequestOptions {
  readonly method: 'HEAD' | 'GET';
  /** Milliseconds from the start to the last header. */
  readonly timeout: number;
  /** Ends the request early. */
  readonly signal: AbortSignal;
  /** The header `Cookie`. */
  readonly cookie?: string | undefined;
  /** How names are resolved, where not by the system. */
  readonly lookup?: LookupFunction | undefined;
}

const HEADERS = {
  'user-agent': 'Mozilla/5.0 (compatible; lectern link check)',
  accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
  'accept-language': '*',
};
/** Some hosts send more cookies than Node takes by default. */
const MOST_HEADER_BYTES = 65536;

/**
 * Asks for a URL once, and hangs up as soon as the headers are there: bodies, however long, are not read. Redirects are
 * not followed. Never rejects.
 */
export function request(
  url: URL,
  { method, timeout, signal, cookie, lookup }: RequestOptions,
): Promise<Answer> {
  return new Promise((resolve) => {
    const fail = (failure: Failure, detail: string): void => resolve({ kind: 'failure', failure, detail });
    if (signal.aborted) return fail('stopped', 'stopped');
    const { request: send } = url.protocol === 'https:' ? https : http;
    const sent = send(url, {
      method,
      headers: cookie === undefined ? HEADERS : { ...HEADERS, cookie },
      agent: false,
      signal,
      maxHeaderSize: MOST_HEADER_BYTES,
      // Browsers take headers that are not quite as they should be, too.
      insecureHTTPParser: true,
      ...(lookup === undefined ? {} : { lookup }),
    });
    const timer = setTimeout(() => {
      fail('timeout', `no answer within ${timeout / 1000} s`);
      sent.destroy();
    }, timeout);
    sent.on('response', (response) => {
      const { statusCode: status = 0, headers } = response;
      clearTimeout(timer);
      resolve({
        kind: 'answer',
        status,
        location: headers.location,
        retryAfter: headers['retry-after'],
        cookies: headers['set-cookie'],
      });
      // What comes behind the headers is of no interest, errors included.
      response.on('error', () => {});
      response.destroy();
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      const detail = error.code ?? error.message;
      fail(signal.aborted ? 'stopped' : failureOf(detail), detail);
    });
    sent.end();
  });
}

function failureOf(code: string): Failure {
  if (code === 'ENOTFOUND') return 'no-host';
  if (/^(?:EAI_AGAIN|ENETUNREACH|ENETDOWN|EHOSTUNREACH|ECONNREFUSED)$/.test(code)) return 'no-network';
  if (code === 'ETIMEDOUT') return 'timeout';
  return /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/.test(code) ? 'certificate' : 'broken';
}
