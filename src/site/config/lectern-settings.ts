import { nearestName } from '../../diagnostics/index.js';
import { asRecord } from '../data/data-value.js';
import type { ConfigFields, KeyPath } from './config-fields.js';
import { isCssColour, nearestColour } from './css-colour.js';
import { type Licence, licenceOf } from './licence.js';

/** What of a page lectern's own layouts can leave out, all of which they show by default. */
export const SHOWN = [
  'contents',
  'lectures',
  'dates',
  'authors',
  'notebook',
  'pager',
  'changed',
  'edit',
  'previews',
  'scheme_switch',
  'search',
] as const;

/** An entry of the header: a page by its source path or URL, or a link of any kind with its title. */
export interface NavigationEntry {
  /** Null where the page's own title is meant. */
  readonly title: string | null;
  readonly target: string;
  /** Where in the configuration it stands, as a key in `lectern: navigation:`. */
  readonly index: number;
}

const FONTS = ['lectern', 'system'] as const;
const CITATIONS = ['tags', 'pandoc'] as const;
const SOLUTIONS = ['open', 'closed', 'hidden'] as const;
const IMAGE_FORMATS = ['webp', 'avif'] as const;
const EMBEDS = ['click', 'load'] as const;

/** What `lectern:` in the configuration says, with defaults. */
export interface LecternSettings {
  /** A colour of CSS as it is written; null for the theme's own. */
  readonly accent: string | null;
  readonly fonts: (typeof FONTS)[number];
  /** Characters in a line, 45 to 90. */
  readonly width: number;
  /** Path of a picture from the top of the site, or its URL. */
  readonly logo: string | null;
  /** What the header shows; null where the pages themselves say it. */
  readonly navigation: readonly NavigationEntry[] | null;
  readonly licence: Licence | null;
  readonly show: Readonly<Record<(typeof SHOWN)[number], boolean>>;
  /** Whether theorems, figures and the like are numbered; null where that follows from whose theme is in use. */
  readonly numbering: boolean | null;
  /** How solutions of exercises are shown before a reader opens them. */
  readonly solutions: (typeof SOLUTIONS)[number];
  /** Whether videos of other hosts are loaded when a reader asks for them, or with the page. */
  readonly embeds: (typeof EMBEDS)[number];
  /** Whether works are cited by tags alone, or also as Pandoc does: `[@key, p. 3]`. */
  readonly citations: (typeof CITATIONS)[number];
  /** Whether first uses of terms lead to their definitions. */
  readonly glossary: boolean;
  readonly images: {
    /** Whether pictures are given the width and height that their files have. */
    readonly dimensions: boolean;
    /** Whether smaller variants of pictures are made and offered. */
    readonly optimise: boolean;
    /** In what format variants are made. */
    readonly format: (typeof IMAGE_FORMATS)[number];
  };
  readonly notebooks: {
    /** Whether notebooks are pages as well as files; null where that follows from whose theme is in use. */
    readonly pages: boolean | null;
  };
}

/** The keys of `lectern:`, and of the mappings in it. */
export const LECTERN_KEYS = {
  lectern: [
    'accent',
    'citations',
    'embeds',
    'fonts',
    'glossary',
    'images',
    'licence',
    'license',
    'logo',
    'navigation',
    'notebooks',
    'numbering',
    'show',
    'solutions',
    'themes',
    'width',
  ],
  show: SHOWN,
  images: ['dimensions', 'format', 'optimise'],
  notebooks: ['pages'],
  licence: ['name', 'url'],
  navigation: ['title', 'url', 'page'],
} as const;

const NARROWEST = 45;
const WIDEST = 90;
const WIDTH = 68;

/** Reads `lectern:`; what is not as it should be is reported, and the default holds. */
export function readLecternSettings(fields: ConfigFields): LecternSettings {
  const path = (...keys: readonly string[]): KeyPath => ['lectern', ...keys];
  const flag = (...keys: readonly string[]): boolean => fields.flag(path(...keys), true);
  fields.record(path());
  fields.record(path('show'));
  fields.record(path('images'));
  fields.record(path('notebooks'));
  return {
    accent: readAccent(fields),
    fonts: oneOf(fields, path('fonts'), FONTS, 'lectern'),
    width: readWidth(fields),
    logo: fields.text(path('logo'), null),
    navigation: readNavigation(fields),
    licence: readLicence(fields),
    // It has every key, as the list has.
    show: Object.fromEntries(SHOWN.map((key) => [key, flag('show', key)])) as LecternSettings['show'],
    numbering: fields.flag(path('numbering'), null),
    solutions: oneOf(fields, path('solutions'), SOLUTIONS, 'closed'),
    embeds: oneOf(fields, path('embeds'), EMBEDS, 'click'),
    citations: oneOf(fields, path('citations'), CITATIONS, 'tags'),
    glossary: fields.flag(path('glossary'), false),
    images: {
      dimensions: flag('images', 'dimensions'),
      optimise: fields.flag(path('images', 'optimise'), false),
      format: oneOf(fields, path('images', 'format'), IMAGE_FORMATS, 'webp'),
    },
    notebooks: { pages: fields.flag(path('notebooks', 'pages'), null) },
  };
}

function oneOf<T extends string>(fields: ConfigFields, path: KeyPath, values: readonly T[], fallback: T): T {
  const stated = fields.text(path, fallback);
  const known = values.find((value) => value === stated);
  if (known === undefined) {
    const meant = nearestName(stated, values) ?? fallback;
    fields.report(path, listed(values), `Write \`${path.at(-1)}: ${meant}\`.`);
  }
  return known ?? fallback;
}

function listed(values: readonly string[]): string {
  return `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}

/** Signs that could end the style that a colour is written into. */
const NO_COLOUR = /[;{}<>"'\\]|\/\*/;

function readAccent(fields: ConfigFields): string | null {
  const path = ['lectern', 'accent'];
  // Without quotes what begins with # is a comment, which leaves nothing.
  const isEmpty = fields.value(path) === null;
  const colour = isEmpty ? '' : fields.text(path, null)?.trim();
  if (colour === undefined) return null;
  if (isCssColour(colour) && !NO_COLOUR.test(colour)) return colour;
  const likely = nearestColour(colour);
  const hint =
    likely === undefined
      ? "Write for example `accent: '#9a3412'`, in quotes."
      : `Write \`accent: ${likely}\`.`;
  fields.report(path, 'a colour of CSS', hint);
  return null;
}

function readWidth(fields: ConfigFields): number {
  const path = ['lectern', 'width'];
  const width = fields.value(path);
  if (width === undefined || width === null) return WIDTH;
  if (typeof width === 'number' && Number.isInteger(width) && width >= NARROWEST && width <= WIDEST)
    return width;
  const expected = `the number of characters in a line, from ${NARROWEST} to ${WIDEST}`;
  fields.report(path, expected, `Write for example \`width: ${WIDTH}\`.`);
  return WIDTH;
}

function readNavigation(fields: ConfigFields): readonly NavigationEntry[] | null {
  const path = ['lectern', 'navigation'];
  const given = fields.value(path);
  if (given === undefined || given === null) return null;
  if (!Array.isArray(given)) {
    fields.report(path, 'a list of pages and links', 'Write each as a line `- schedule.md` of its own.');
    return null;
  }
  return given.flatMap((entry, index): NavigationEntry[] => {
    if (isName(entry)) return [{ title: null, target: entry.trim(), index }];
    const { title = null, url, page } = asRecord(entry) ?? {};
    const target = url ?? page;
    if (isName(target) && (title === null || isName(title))) return [{ title, target: target.trim(), index }];
    fields.report(
      [...path, String(index)],
      'a page, or a link with `title:` and `url:`',
      'Write `- schedule.md`, or `- {title: Forum, url: https://forum.example.org}`.',
    );
    return [];
  });
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** `licence:`, or `license:` as others spell it. */
function readLicence(fields: ConfigFields): Licence | null {
  const key = fields.value(['lectern', 'licence']) === undefined ? 'license' : 'licence';
  const path = ['lectern', key];
  const stated = fields.value(path);
  if (stated === undefined || stated === null) return null;
  const licence = licenceOf(stated);
  if (licence === null) {
    const hint = 'Write `licence: CC-BY-4.0`, or `licence: {name: "…", url: "…"}`.';
    fields.report(path, 'the name of a licence', hint);
  }
  return licence;
}
