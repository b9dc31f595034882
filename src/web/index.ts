export { checkExternalLinks, type WebLimits, type WebLink, type WebOptions } from './check-external.js';
