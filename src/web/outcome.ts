/** What is known of a page of the web. */
export type Outcome =
  | { readonly kind: 'found' }
  /** It has moved for good, and is found there. */
  | { readonly kind: 'moved'; readonly to: string }
  /** Its host says that it is not there. */
  | { readonly kind: 'missing'; readonly status: number }
  /** No computer has the name of its host, or this one has no network. */
  | { readonly kind: 'no-host' }
  /** Nothing can be said of it. */
  | { readonly kind: 'unreachable'; readonly reason: string };
