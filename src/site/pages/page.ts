import type { DataRecord } from '../data/data-value.js';
import type { PageBody } from '../files/page-body.js';
import type { SourceFile } from '../files/source-file.js';
import type { PageFormat } from './page-format.js';

/**
 * A text file that Liquid and its converter turn into one file of the site: a page, a post, a draft, a
 * document of a collection, or a notebook, which Jekyll knows of as a static file only. Plain data: it crosses worker threads.
 */
export interface Page {
  readonly kind: 'page' | 'post' | 'draft' | 'document' | 'notebook';
  readonly file: SourceFile;
  /**
   * Jekyll's `relative_path`: the path from the source, or for posts and documents from `collections_dir`.
   * It is what front matter defaults, `{% link %}` and `{{ page.path }}` go by.
   */
  readonly relativePath: string;
  /** Label of the collection it belongs to (`posts` for posts and drafts); null for a page. */
  readonly collection: string | null;
  /**
   * What `page.…` reads in Liquid besides Jekyll's own fields: the front matter laid over the front matter
   * defaults, with the title, layout, permalink, slug, categories, tags and date that Jekyll and GitHub Pages'
   * plugins add. A time without a zone is a `Date`; a date without a time, and any other time, is a `WrittenTime`.
   */
  readonly data: DataRecord;
  /** The text behind the front matter. */
  readonly body: PageBody;
  readonly format: PageFormat;
  /** Extension of the file it becomes, with its dot: `.html`, `.css`, … or ''. */
  readonly outputExtension: string;
  /** URL from the site's root, escaped as Jekyll escapes it, without `baseurl`: `/a/b.html` or `/a/b/`. */
  readonly url: string;
  /** Path of the file it becomes, relative to the destination, decoded: `a/b/index.html`. */
  readonly outputPath: string;
  /** Whether a file is written for it: not where its collection has no output or it is unpublished. */
  readonly written: boolean;
  /** The date of a post or document, or of a page whose front matter has one that can be read. */
  readonly date: Date | null;
  readonly title: string | null;
  /** A document's slug; for a page its file name without extension. */
  readonly slug: string;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  /** Name of the layout it asks for; null where it has none (`layout: none`, `layout: null`, or no layout). */
  readonly layout: string | null;
  /** Whether nobody asks for that layout, and it is the one that pages of its kind usually have. */
  readonly isLayoutUsual?: true;
  /** Of the page of an archive: `page.posts`. */
  readonly posts?: readonly Page[];
  /** What separates the excerpt from the rest, or '' where the page has no excerpt of its own. */
  readonly excerptSeparator: string;
}
