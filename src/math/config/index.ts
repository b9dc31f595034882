export {
  type Delimiters,
  type EnvironmentValue,
  MATHJAX_2_DEFAULTS,
  MATHJAX_3_DEFAULTS,
  type MacroValue,
  type MacroValues,
  type MathConfig,
} from './math-config.js';
export { needsMathJax } from './mathjax-dependency.js';
export { type PageScript, removableScripts } from './page-scripts.js';
