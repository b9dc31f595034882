import { type Diagnostic, diagnostic, nearestName } from '../../diagnostics/index.js';
import { keyPlace, type Site, siteNavigation } from '../../site/index.js';

/** Pages and files that `lectern: navigation:` names and that are not there. */
export function navigationFindings(site: Site): Diagnostic[] {
  return siteNavigation(site).missing.map(({ target, index }) => {
    const place = keyPlace(site.config, 'lectern', 'navigation', String(index));
    const message = `The navigation names ${target}, which is no page or file of the site, so it is left out.`;
    const known = site.pages.filter(({ written }) => written).map(({ relativePath }) => relativePath);
    const meant = nearestName(target, known);
    const hint =
      meant === undefined
        ? 'Name a page by its file, as schedule.md, or by its address, as /schedule/.'
        : `Did you mean ${meant}?`;
    return diagnostic('warning', 'navigation-missing', place, message, { text: target, hint });
  });
}
