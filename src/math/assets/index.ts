export { classesOf, type MathUse, mergeClasses } from './math-use.js';
export { glyphReader, mergeGlyphs, type UsedGlyphs } from './used-glyphs.js';
