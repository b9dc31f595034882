import type { RequestListener } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { LIVE_PATH } from '../live/live-tag.js';

/** How long a window may take to ask for what it was told of, in milliseconds, and to have it at most. */
const ASKING = 50;
const ANSWERING = 200;

/** Knows whether windows have been told of something, and whether all that they then asked for has been answered. */
export interface PendingRequests {
  /** A handler of requests that counts those under way. */
  readonly counted: (handler: RequestListener) => RequestListener;
  /** Windows have been told of something that they may ask for. */
  readonly told: () => void;
  /** Resolves when that has been answered: at once where nobody has been told of anything since the last time. */
  readonly calm: () => Promise<void>;
}

/** Makes what counts the requests of a server that are under way. */
export function createPendingRequests(): PendingRequests {
  let isTold = false;
  let underWay = 0;
  let waiting: (() => void)[] = [];
  return {
    counted: (handler) => (request, response) => {
      // A window's stream of updates is open for as long as the window is.
      if (request.url?.startsWith(LIVE_PATH) !== true) {
        underWay++;
        response.on('close', () => {
          underWay--;
          if (underWay > 0) return;
          for (const resolve of waiting) resolve();
          waiting = [];
        });
      }
      handler(request, response);
    },
    told: () => {
      isTold = true;
    },
    calm: async () => {
      if (!isTold) return;
      isTold = false;
      await pause(ASKING);
      if (underWay === 0) return;
      await Promise.race([new Promise<void>((resolve) => waiting.push(resolve)), pause(ANSWERING)]);
    },
  };
}
