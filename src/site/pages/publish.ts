import type { SiteConfig } from '../config/site-config.js';
import type { DataRecord } from './page.js';

/** Whether front matter lets a page be published (`Publisher#can_be_published?`): `published:` is not false or empty. */
export function canBePublished(data: DataRecord, config: Pick<SiteConfig, 'unpublished'>): boolean {
  if (config.unpublished || !Object.hasOwn(data, 'published')) return true;
  const { published } = data;
  return published !== false && published !== null;
}

/** Whether a date keeps a document back (`Publisher#hidden_in_the_future?`), which compares whole seconds. */
export function isInTheFuture(date: Date, now: Date, config: Pick<SiteConfig, 'future'>): boolean {
  return !config.future && Math.floor(date.getTime() / 1000) > Math.floor(now.getTime() / 1000);
}
