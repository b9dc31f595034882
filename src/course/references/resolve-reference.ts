import { decodeName, type FoundLabel, type Label } from '../../labels/index.js';
import { lookUpOutput, pageUrl, siteLocation, targetOf } from '../../links/index.js';
import type { Page, SiteConfig } from '../../site/index.js';
import type { CourseLabels } from './label-pages.js';

/** What the target of a reference is. */
export type ResolvedReference =
  | ({ readonly kind: 'label' } & FoundLabel<Page>)
  /** A page, or an element of it that has no name. */
  | { readonly kind: 'page'; readonly page: Page; readonly id: string }
  /** A page that has no such name. */
  | { readonly kind: 'nothing'; readonly page?: Page; readonly name: string }
  /** An address that is no page of the site. */
  | { readonly kind: 'elsewhere' };

/** Resolves the target of a reference that a page makes. */
export type ReferenceResolver = (target: string, from: Page | undefined) => ResolvedReference;

/** Makes what resolves the references of a course's pages. */
export function referenceResolver(
  { table, byOutput, hasElement }: CourseLabels,
  { url, baseurl }: Pick<SiteConfig, 'url' | 'baseurl'>,
): ReferenceResolver {
  const location = siteLocation({ url, baseurl });
  const onPage = (page: Page, name: string): ResolvedReference => {
    const label: Label | undefined = table.on(page, name);
    if (label !== undefined) return { kind: 'label', page, label };
    if (name === '' || hasElement(page, name)) return { kind: 'page', page, id: name };
    return { kind: 'nothing', page, name };
  };
  return (target, from) => {
    if (target.startsWith('#')) {
      const name = decodeName(target.slice(1));
      const found = table.find(name, from);
      if (found !== undefined) return { kind: 'label', ...found };
      if (from !== undefined && hasElement(from, name)) return { kind: 'page', page: from, id: name };
      return { kind: 'nothing', name };
    }
    const base = pageUrl(from?.outputPath ?? '', location);
    const place = targetOf(target, base, location);
    const output = place.kind === 'site' ? lookUpOutput(place.path, byOutput) : undefined;
    const page = output === undefined ? undefined : byOutput.get(output);
    if (place.kind !== 'site' || page === undefined) return { kind: 'elsewhere' };
    return onPage(page, decodeName(place.fragment));
  };
}
