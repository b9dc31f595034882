export { checkNotebooks, type NotebookText } from './check-notebooks.js';
export type { CourseAddress, Repository } from './course-address.js';
export { hugeFiles, type StaticSource, unusedFiles } from './file-faults.js';
export { buildInventory, type Inventory, type PublishedFile } from './inventory.js';
export type { LinkedPage } from './linked-page.js';
export { relativeLinks } from './relative-links.js';
export { type ExternalLink, type LinkReport, resolveLinks } from './resolve-links.js';
export { exposedSecrets } from './secret.js';
