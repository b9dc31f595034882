import { attributeOf } from '../../math/index.js';
import { classesOf, type Element } from './html/element.js';
import type { Compound, HeightSelector } from './style-rules.js';

/** Whether one of these selectors may match a picture; where it is not known what a sheet has, they are undefined. */
export function mayHaveHeight(
  image: Element,
  heights: readonly (readonly HeightSelector[] | undefined)[],
): boolean {
  return heights.some((selectors) =>
    selectors === undefined ? isNamed(image) : selectors.some((selector) => mayMatch(image, selector)),
  );
}

/**
 * Whether a sheet that cannot be looked into may select a picture by its name. No widely used one gives a height to any
 * `img` whatever.
 */
function isNamed({ tag }: Element): boolean {
  return classesOf(tag).length > 0 || attributeOf(tag, 'id') !== undefined;
}

function mayMatch(image: Element, { subject, around }: HeightSelector): boolean {
  if (!matches(image, subject)) return false;
  let outer = image.parent;
  for (const compound of around) {
    while (outer !== undefined && !matches(outer, compound)) outer = outer.parent;
    if (outer === undefined) return false;
    outer = outer.parent;
  }
  return true;
}

function matches({ name, tag }: Element, { type, classes, id, attributes, isComputed }: Compound): boolean {
  if (type !== undefined && type !== name) return false;
  if (id !== undefined && attributeOf(tag, 'id') !== id) return false;
  if (classes.length > 0 || isComputed === true) {
    const own = classesOf(tag);
    if (isComputed === true ? own.length === 0 : !classes.every((one) => own.includes(one))) return false;
  }
  return attributes.every((one) => attributeOf(tag, one) !== undefined);
}
