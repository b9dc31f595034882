export { addBuild } from './build.js';
export { addCheck } from './check.js';
export { addCompare } from './compare.js';
export { addFix } from './fix.js';
export { addInit } from './init.js';
export { addRender } from './render.js';
export { addServe } from './serve.js';
export { addTheme } from './theme.js';
