export { NO_FIRST_PAGE } from './faults/site-fault.js';
export { hugeFiles, type StaticSource, unusedFiles } from './file-faults.js';
export { buildInventory, type Inventory, lookUpOutput, type PublishedFile } from './inventory/inventory.js';
export { checkNotebooks, type NotebookText } from './notebooks/check-notebooks.js';
export { colabFile } from './repository/colab-file.js';
export {
  type LinkReport,
  linkReport,
  type ResolvedLinks,
  resolveLinks,
  type UnreadPage,
} from './resolve-links.js';
export type { ExternalLink, LinkedPage } from './resolve-page.js';
export { exposedSecrets, exposedSecretsOfFile } from './secret.js';
export { relativeLinks } from './urls/relative-links.js';
export { type RootRelativeUrl, rootRelativeUrls } from './urls/root-relative.js';
export { type CourseAddress, mountPoint, pageUrl, siteLocation, targetOf } from './urls/site-location.js';
export { decodePath, folderOf, joinPath, relativePath } from './urls/url-path.js';
export { type HostedVideo, hostedVideo } from './urls/video-address.js';
