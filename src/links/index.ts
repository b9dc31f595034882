export { hugeFiles, type StaticSource, unusedFiles } from './file-faults.js';
export { buildInventory, type Inventory, lookUpOutput, type PublishedFile } from './inventory/inventory.js';
export { checkNotebooks, type NotebookText } from './notebooks/check-notebooks.js';
export { type ExternalLink, type LinkedPage, type LinkReport, resolveLinks } from './resolve-links.js';
export { exposedSecrets, exposedSecretsOfFile } from './secret.js';
export { relativeLinks } from './urls/relative-links.js';
export { type RootRelativeUrl, rootRelativeUrls } from './urls/root-relative.js';
export { type CourseAddress, mountPoint, pageUrl, siteLocation, targetOf } from './urls/site-location.js';
export { decodePath, folderOf, joinPath, relativePath } from './urls/url-path.js';
