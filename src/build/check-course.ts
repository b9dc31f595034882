import type { Diagnostic } from '../diagnostics/index.js';
import type { ExternalLink } from '../links/index.js';
import type { Site } from '../site/index.js';
import type { MadePages } from './make-pages.js';
import { resolveReferences } from './resolve-references.js';

/** What is found once every page of a course is made. */
export interface CourseFindings {
  readonly diagnostics: readonly Diagnostic[];
  /** Links that lead out of the site, which only the web can answer for. */
  readonly external: readonly ExternalLink[];
}

/** Checks a course as a whole: what its pages refer to, and what else can be wrong with a site that is built. */
export function checkCourse(site: Site, { rendered, pages }: MadePages): CourseFindings {
  return resolveReferences(site, rendered, pages);
}
