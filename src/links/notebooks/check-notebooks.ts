import { type Diagnostic, locator, mapSource, type Place } from '../../diagnostics/index.js';
import { cellPlaces, isObject, jsonValueAt, type NotebookCell, readNotebook } from '../../notebooks/index.js';
import type { Repository } from '../../site/index.js';
import { type Fault, faultAt, linkFault, quoted } from '../faults/fault.js';
import { CASE_CODES, MISSING_CODES, resourceKindAt } from '../faults/resource-kind.js';
import { foldPath, type Inventory } from '../inventory/inventory.js';
import { replacedInUrl, repositoryFault, revisionPath } from '../repository/repository-fault.js';
import {
  belongsTo,
  parseRepositoryUrl,
  type RepositoryUrl,
  splitRevision,
} from '../repository/repository-url.js';
import { decodePath, encodePath, folderOf, joinPath, relativePath } from '../urls/url-path.js';
import { filesRead, markdownLinks, type NotebookLink } from './notebook-links.js';

/** A notebook's file, read as UTF-8. */
export interface NotebookText {
  /** Path relative to the site's source. */
  readonly file: string;
  readonly text: string;
}

/**
 * Looks into the course's notebooks: whether GitHub and Colab can show them, whether their badges open them and
 * not another notebook, and whether the pictures, files and notebooks of the course that they name are there.
 * What their outputs hold is not looked at.
 */
export function checkNotebooks(
  notebooks: Iterable<NotebookText>,
  inventory: Inventory,
  repository: Repository | undefined,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const notebook of notebooks) found.push(...notebookFaults(notebook, inventory, repository));
  return found;
}

function notebookFaults(
  { file, text }: NotebookText,
  inventory: Inventory,
  repository: Repository | undefined,
): Diagnostic[] {
  const place = locator(mapSource({ file, text }));
  const notebook = readNotebook(text);
  switch (notebook.kind) {
    case 'empty':
      return [faultAt(EMPTY, place(0))];
    case 'broken':
      return [faultAt(BROKEN, place(notebook.at))];
    case 'other':
      return [faultAt(NO_CELLS, place(0))];
    case 'notebook': {
      const { cells, metadata } = notebook;
      const widgets = hasStatelessWidgets(metadata) ? [statelessWidgets(text, place)] : [];
      const faults = [
        ...markdownFaults(file, cells, inventory, repository),
        ...codeFaults(file, cells, inventory),
      ];
      if (faults.length === 0) return widgets;
      const { offsetOf } = cellPlaces({ file, text });
      return [
        ...widgets,
        ...faults.map(({ fault, cell, at }) => {
          const from = offsetOf(cell, at);
          const written = text.slice(from, offsetOf(cell, at + (fault.text ?? '').length));
          return faultAt(inJson(fault, written), place(from));
        }),
      ];
    }
  }
}

const EMPTY = linkFault('warning', 'notebook-broken', 'This notebook is empty.', {
  hint: 'Save it again, or take it out of the course.',
});
const BROKEN = linkFault(
  'error',
  'notebook-broken',
  'This notebook is no valid JSON: neither GitHub nor Colab can open it.',
  { hint: 'Save it again from Jupyter or Colab, or mend it at this place.' },
);
const NO_CELLS = linkFault('error', 'notebook-broken', 'This file has no cells: it is no notebook.', {
  hint: 'Save the notebook again.',
});

/** A fault of a cell as one of the file, where the cell's text is `written` as a string of JSON. */
function inJson({ replacement, ...fault }: Fault, written: string): Fault {
  const { text } = fault;
  if (replacement === undefined || text === undefined || readString(written) !== text) return fault;
  const source = JSON.stringify(replacement).slice(1, -1);
  const meant = written.includes('\\u') ? asciiOnly(source) : source;
  return { ...fault, text: written, replacement: meant };
}

function readString(written: string): unknown {
  try {
    return JSON.parse(`"${written}"`);
  } catch {
    return undefined;
  }
}

/** As Python writes strings of JSON, where it keeps to ASCII. */
function asciiOnly(source: string): string {
  return source.replace(/[^\0-\x7F]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A fault and where in which cell its link starts. */
interface CellFault {
  readonly fault: Fault;
  readonly cell: NotebookCell;
  readonly at: number;
}

function markdownFaults(
  file: string,
  cells: readonly NotebookCell[],
  inventory: Inventory,
  repository: Repository | undefined,
): CellFault[] {
  const links = cells.flatMap((cell) =>
    cell.type === 'markdown' ? markdownLinks(cell.text).map((link) => ({ ...link, cell })) : [],
  );
  // Several badges are a list of notebooks.
  const hasOwnBadge = links.filter(({ badge }) => badge).length === 1;
  return links.flatMap(({ cell, ...link }) => {
    const read = { ...link, badge: link.badge && hasOwnBadge };
    const fault = markdownFault(read, file, inventory, repository);
    return fault === undefined ? [] : [{ fault, cell, at: link.at }];
  });
}

function codeFaults(file: string, cells: readonly NotebookCell[], inventory: Inventory): CellFault[] {
  const codes = cells.map(({ type, text }) => (type === 'code' ? text : ''));
  return filesRead(codes).flatMap(({ cell: index, path, at }) => {
    const fault = fileFault(path, 'a', file, inventory, 'warning');
    const cell = cells[index];
    return fault === undefined || cell === undefined ? [] : [{ fault, cell, at }];
  });
}

function markdownFault(
  link: NotebookLink,
  file: string,
  inventory: Inventory,
  repository: Repository | undefined,
): Fault | undefined {
  if (/^(?:#|\/|attachment:)/.test(link.url)) return undefined;
  if (!URL.canParse(link.url)) return fileFault(link.url, link.element, file, inventory, 'error');
  const url = parseRepositoryUrl(new URL(link.url));
  if (url === undefined) return undefined;
  if (link.badge && url.branchAndPath !== '') return badgeFault(link.url, url, file, repository, inventory);
  if (repository === undefined || !belongsTo(url, repository)) return undefined;
  return repositoryFault(link.url, url, repository, inventory);
}

/** A badge must open the notebook it stands in, from the branch that is published. */
function badgeFault(
  text: string,
  url: RepositoryUrl,
  file: string,
  repository: Repository | undefined,
  inventory: Inventory,
): Fault | undefined {
  const own = repository === undefined || repository.folder === '' ? file : `${repository.folder}/${file}`;
  const { path } =
    repository === undefined
      ? splitRevision(url.branchAndPath, undefined, (inside) => inventory.sources.has(inside))
      : revisionPath(url, repository, inventory);
  if (repository === undefined || belongsTo(url, repository)) {
    if (path === own) return repository && repositoryFault(text, url, repository, inventory);
    // Without a repository, another path may well be right in somebody else's.
    if (repository === undefined && !inventory.sources.has(path)) return undefined;
    return linkFault('error', 'notebook-badge', `This badge opens another notebook: "${path}".`, {
      text,
      hint: `Write ${own} for its path.`,
      replacement: badgeFor(text, url, own, repository, path),
    });
  }
  return linkFault(
    'warning',
    'notebook-badge',
    `This badge opens a notebook of another repository, ${url.owner}/${url.name}.`,
    {
      text,
      hint: `Write ${repository.owner}/${repository.name}, and ${own} for its path.`,
    },
  );
}

/** The URL of a badge with the course's repository, its branch and another path. */
function badgeFor(
  text: string,
  { owner, name, branchAndPath }: RepositoryUrl,
  path: string,
  repository: Repository | undefined,
  written: string,
): string | undefined {
  if (repository === undefined) return undefined;
  const branch = branchAndPath.slice(0, branchAndPath.length - written.length).replace(/\/$/, '');
  const meant = replacedInUrl(text, branchAndPath, `${repository.branch ?? branch}/${path}`);
  if (belongsTo({ owner, name }, repository)) return meant;
  return meant?.replace(`/${owner}/${name}/`, () => `/${repository.owner}/${repository.name}/`);
}

/** A file that a notebook names by a path relative to its own folder. */
function fileFault(
  url: string,
  element: 'a' | 'img',
  file: string,
  inventory: Inventory,
  severity: 'error' | 'warning',
): Fault | undefined {
  const path = joinPath(folderOf(file), decodePath(url.replace(/[?#].*$/, '')));
  if (path === undefined || inventory.sources.has(path) || inventory.sourceFolders.has(path))
    return undefined;
  const resource = resourceKindAt(path, { element, attribute: 'src' });
  const [, tail = ''] = /([?#].*)$/s.exec(url) ?? [];
  const spell = (source: string): string => {
    const relative = relativePath(folderOf(file), source);
    return `${url.includes('%') ? encodePath(relative) : relative}${tail}`;
  };
  const [actual, another] = inventory.foldedSources.get(foldPath(path)) ?? [];
  if (actual !== undefined) {
    const message = `The name of the ${resource} ${quoted(url)} has other letter case: only a Mac finds it.`;
    const replacement = another === undefined ? spell(actual) : undefined;
    return linkFault(severity, CASE_CODES[resource], message, {
      text: url,
      hint: `Write ${spell(actual)}`,
      replacement,
    });
  }
  const moved = inventory.sourceNames.moved(path);
  const nearest = moved ?? inventory.sourceNames.nearest(path);
  const hint =
    nearest === undefined
      ? 'Add the file to the course, or correct the path.'
      : `Did you mean ${spell(nearest)}?`;
  return linkFault(
    severity,
    MISSING_CODES[resource],
    `There is no ${resource} ${quoted(url)} beside this notebook.`,
    { text: url, hint, replacement: moved === undefined ? undefined : spell(moved) },
  );
}

const WIDGET_STATE = 'application/vnd.jupyter.widget-state+json';

/**
 * Where the widgets' state is to be, GitHub wants the key `state`. An empty one satisfies it, and leaves to Colab, which
 * writes its widgets beside it, all that it saved.
 */
function statelessWidgets(text: string, place: (offset: number) => Place): Diagnostic {
  const at = jsonValueAt(text, ['metadata', 'widgets', WIDGET_STATE]);
  const open = at === undefined ? undefined : /^\{(\s*)(\}?)/.exec(text.slice(at, at + LONGEST_INDENT));
  const message = 'GitHub does not show this notebook: its metadata.widgets has no "state".';
  if (at === undefined || open === null || open === undefined) {
    const widgets = jsonValueAt(text, ['metadata', 'widgets']) ?? 0;
    return faultAt(
      linkFault('warning', 'notebook-broken', message, { hint: DELETE_WIDGETS }),
      place(widgets),
    );
  }
  const [written, indent = '', end = ''] = open;
  const isCompact = /^"[^"]*":\S/.test(text.slice(at + written.length, at + LONGEST_INDENT));
  const state = `"state":${isCompact ? '' : ' '}{}`;
  const replacement = end === '}' ? `{${state}` : `{${indent}${state},`;
  const hint = 'Put "state": {} into it, or delete "widgets" from the metadata of the notebook.';
  return faultAt(
    linkFault('warning', 'notebook-broken', message, { text: '{', hint, replacement }),
    place(at),
  );
}

const DELETE_WIDGETS = 'Delete "widgets" from the metadata of the notebook.';
/** How far behind an opening brace its first member is looked for. */
const LONGEST_INDENT = 1000;

/** What GitHub refuses: `metadata.widgets` whose widget state lacks the key `state`, as Colab saves it. */
function hasStatelessWidgets({ widgets }: Readonly<Record<string, unknown>>): boolean {
  if (!isObject(widgets)) return false;
  const states = widgets[WIDGET_STATE];
  return isObject(states) ? !('state' in states) : Object.keys(widgets).length > 0;
}
