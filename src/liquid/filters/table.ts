import { arrayFilters } from './array.js';
import { collectionFilters } from './collection.js';
import { dateFilters } from './date.js';
import type { Filter } from './filter.js';
import { jekyllFilters } from './jekyll.js';
import { mathFilters } from './math.js';
import { stringFilters } from './string.js';
import { urlFilters } from './url.js';

/**
 * Every filter by its name. Where Liquid and Jekyll have one of the same name, it is Jekyll's. None is
 * liquidjs's: those count, compare and print as JavaScript does.
 */
export const standardFilters: ReadonlyMap<string, Filter> = new Map(
  [
    stringFilters,
    mathFilters,
    arrayFilters,
    dateFilters,
    urlFilters,
    collectionFilters,
    jekyllFilters,
  ].flatMap((group) => Object.entries(group)),
);
