export type { MathUse } from './math-use.js';
export { classesOf, mergeClasses } from './used-classes.js';
export { glyphReader, mergeGlyphs, type UsedGlyphs } from './used-glyphs.js';
