import { makeFont } from '../../math/index.js';
import {
  createPageFinisher,
  type FinishedPage,
  type FinishOptions,
  type UnfinishedPage,
} from './finish-page.js';

/** Typesets the formulas of pages and makes their fonts, in this thread or in others. */
export interface PageTypesetter {
  readonly finishPage: (html: string, page: UnfinishedPage) => Promise<FinishedPage>;
  readonly makeFont: (name: string, characters: string) => Promise<Uint8Array>;
  /** Whether it works beside the thread that asks. */
  readonly isBeside: boolean;
  /** Rejects every page that waits, for nobody needs it any more. */
  readonly drop: () => void;
  readonly close: () => Promise<void>;
}

/** A typesetter that works in this thread. */
export function createPageTypesetter(options: FinishOptions): PageTypesetter {
  const finishPage = createPageFinisher(options);
  return {
    finishPage: async (html, page) => finishPage(html, page),
    makeFont,
    isBeside: false,
    drop: () => {},
    close: async () => {},
  };
}
