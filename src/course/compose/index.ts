export { type PlacedPage, placePage } from './compose-page.js';
export { finishPage, type PublishedText } from './finish-page.js';
export { withShownPlaces } from './formula-places.js';
export { layoutChain } from './layout-chain.js';
export { readSiteMath, type SiteMath } from './site-math.js';
export { WEB_MANIFEST, webManifest } from './web-manifest.js';
