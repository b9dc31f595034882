import type { ExtraTag } from '../../liquid/index.js';
import { member } from '../config/values.js';

/**
 * `{% last_modified_at %d.%m.%Y %}`: when the page was changed last (jekyll-last-modified-at 1.3, `tag.rb`), or when its front
 * matter says so. Each tag has its own format, where the plugin shows a page's first one everywhere.
 */
export const lastModifiedTag: ExtraTag = (call) => {
  const stated = member(call.evaluate('site.last-modified-at'), 'date-format');
  const format = call.markup !== '' ? call.markup : typeof stated === 'string' ? stated : '%d-%b-%y';
  const time = call.evaluate('page.last_modified_at');
  return time === null || time === undefined ? '' : String(call.filter('date', time, [format]));
};
