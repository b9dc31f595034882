export {
  createPageFinisher,
  type FinishedPage,
  type FinishOptions,
  type PageFinisher,
} from './finish-page.js';
export { readFormulas, writeFormulas } from './formula-list.js';
export { createPageTypesetter, type PageTypesetter } from './page-typesetter.js';
