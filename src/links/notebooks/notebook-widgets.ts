import type { Diagnostic, Place } from '../../diagnostics/index.js';
import { faultAt, linkFault } from '../faults/fault.js';
import { jsonValueAt } from './json-value.js';
import { isObject } from './notebook-source.js';

const WIDGET_STATE = 'application/vnd.jupyter.widget-state+json';

/**
 * Where the widgets' state is to be, GitHub wants the key `state`. An empty one satisfies it, and leaves to Colab, which
 * writes its widgets beside it, all that it saved.
 */
export function statelessWidgets(text: string, place: (offset: number) => Place): Diagnostic {
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
export function hasStatelessWidgets({ widgets }: Readonly<Record<string, unknown>>): boolean {
  if (!isObject(widgets)) return false;
  const states = widgets[WIDGET_STATE];
  return isObject(states) ? !('state' in states) : Object.keys(widgets).length > 0;
}
