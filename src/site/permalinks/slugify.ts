/**
 * Jekyll's `Utils.slugify` in the two modes that permalinks use: every run of other characters than letters,
 * marks and digits becomes a hyphen; `pretty` keeps `._~!$&'()+,;=@` as well. One hyphen is taken off each end.
 */
export function slugify(text: string, mode: 'default' | 'pretty' = 'default', cased = false): string {
  const others = mode === 'pretty' ? /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu : /[^\p{M}\p{L}\p{Nd}]+/gu;
  const slug = text.replace(others, '-').replace(/^-|-$/g, '');
  return cased ? slug : slug.toLowerCase();
}

/** A slug as a title: `first-steps` is `First Steps` (Jekyll: `Utils.titleize_slug`). */
export function titleizeSlug(slug: string): string {
  // Ruby's split drops empty parts at the end.
  return slug.replace(/-+$/, '').split('-').map(capitalize).join(' ');
}

function capitalize(word: string): string {
  const [first = ''] = word;
  return first.toUpperCase() + word.slice(first.length).toLowerCase();
}
