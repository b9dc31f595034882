export {
  type ComparedSites,
  compareSites,
  isLoss,
  type PageComparison,
  type SiteComparison,
  type SiteFacts,
} from './comparison/compare-sites.js';
export type { RepeatedDifference } from './comparison/fold-differences.js';
export {
  type Difference,
  SUBJECTS,
  type Subject,
  type Tally,
  type TextSegment,
} from './difference/difference.js';
export { htmlReport } from './report/html-report.js';
export { jsonReport } from './report/json-report.js';
export { type TextReportOptions, textReport } from './report/text-report.js';
export { verdictText } from './report/wording.js';
export { type BuiltSite, readBuiltSite } from './site/built-site.js';
export { folderFiles } from './site/folder-files.js';
export { gitFiles } from './site/git-files.js';
export { isVisible, type SiteFiles } from './site/site-files.js';
