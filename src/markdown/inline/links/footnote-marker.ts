import { nearestName } from '../../../diagnostics/index.js';
import type { StateInline } from '../../document/markdown-it.js';
import { metaOf } from '../../document/token-meta.js';
import type { Warning } from '../../document/warnings.js';
import { spanStateOf } from '../../state/span-state.js';

const MARKER = /\[\^(\w[\w-]*)\]/y;

/** `[^name]` (kramdown's `parse_footnote_marker`); the marker of a footnote that nobody wrote is text. */
export function footnoteMarker(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x5b || src.charCodeAt(pos + 1) !== 0x5e) return false;
  MARKER.lastIndex = pos;
  const [marker, name] = MARKER.exec(src) ?? [];
  if (marker === undefined || name === undefined) return false;
  const state = spanStateOf(given);
  const end = pos + marker.length;
  if (!state.environment.footnotes.has(name)) {
    const known = state.environment.footnotes.keys();
    state.warnOfText(missingFootnote(name, state.documentOffset(pos), known));
    return state.takeText(end);
  }
  metaOf(state.leaf('footnote_ref', 'sup', pos)).name = name;
  state.pos = end;
  return true;
}

/**
 * Of the marker of a footnote that nobody wrote (kramdown: "Footnote definition not found"); `known` are the names of
 * those that somebody did.
 */
function missingFootnote(name: string, at: number, known: Iterable<string>): Warning {
  return {
    code: 'footnote-missing',
    severity: 'warning',
    at,
    text: `[^${name}]`,
    message: `There is no footnote ${name} on this page, so its marker is shown as it is written.`,
    hint: () => {
      const meant = nearestName(name, known);
      return meant === undefined
        ? `Write the footnote on a line that starts with "[^${name}]:", or correct the name.`
        : `Did you mean [^${meant}]?`;
    },
  };
}
