export type { BuildOptions, BuildRequest, BuildResult } from './build-options.js';
export { type BuildClock, buildClock, type Effects, effectsOf } from './effects.js';
export { isIncomplete } from './incomplete-page.js';
export { machineTimezone } from './machine-timezone.js';
export type { MadePages, SubstitutePage, TransientRead } from './made-pages.js';
export {
  CacheDamage,
  type CheckedFile,
  type FileFindings,
  type FileTables,
  type PageCache,
  type PageProducts,
} from './page-cache.js';
export {
  COMPILING_SHEETS,
  createProfile,
  MAKING_PAGES,
  PAGE_PARTS,
  type Profile,
  type ProfileKind,
  type TimeSpent,
  timed,
  timedPage,
} from './profile.js';
export { fileIdentity, remembered } from './remembered.js';
export type {
  ComposedLinks,
  ComposedPage,
  ComposeFindings,
  ComposeNotes,
  DefinedTerm,
  FreshPage,
  LayoutFindings,
  MarkedContent,
  PageLinks,
  PagePicture,
  RenderedPage,
  RenderNotes,
} from './rendered-page.js';
export {
  ContentNeeded,
  type GeneratedSiteFile,
  isSameFile,
  type LeftOut,
  NOTHING_LEFT_OUT,
  type SiteFile,
  type SiteState,
  type StaticSiteFile,
  staticFiles,
} from './site-state.js';
