import type { StateInline } from '../../document/markdown-it.js';
import { entityByName } from '../../source/entities.js';
import { spanStateOf } from '../../state/span-state.js';
import { addEntity } from './html-entity.js';

/** The symbols, in the order in which they are tried: what is written, kramdown's name, the characters. */
const SYMBOLS = [
  ['---', 'mdash', '—'],
  ['--', 'ndash', '–'],
  ['...', 'hellip', '…'],
  ['<< ', 'laquo_space', '«\u00A0'],
  [' >>', 'raquo_space', '\u00A0»'],
  ['<<', 'laquo', '«'],
  ['>>', 'raquo', '»'],
] as const;

/** `---`, `--`, `...`, `<<` and `>>`, which `\<<` and `\>>` keep as they are (kramdown's `parse_typographic_syms`). */
export function typographic(given: StateInline): boolean {
  const { src, pos } = given;
  const code = src.charCodeAt(pos);
  if (code !== 0x2d && code !== 0x2e && code !== 0x3c && code !== 0x3e && code !== 0x20 && code !== 0x5c)
    return false;
  const state = spanStateOf(given);
  if (state.environment.options.kramdown.gfm_quirks.includes('no_auto_typographic')) return false;
  if (code === 0x5c) return escapedGuillemet(given);
  const symbol = SYMBOLS.find(([written]) => src.startsWith(written, pos));
  if (symbol === undefined) return false;
  const [written, name, characters] = symbol;
  const token = state.leaf('typographic', '', pos);
  token.info = name;
  token.content = characters;
  state.pos += written.length;
  return true;
}

function escapedGuillemet(given: StateInline): boolean {
  const { src, pos } = given;
  const name = src.startsWith('\\<<', pos) ? 'lt' : src.startsWith('\\>>', pos) ? 'gt' : undefined;
  const entity = name === undefined ? undefined : entityByName(name);
  if (entity === undefined) return false;
  const state = spanStateOf(given);
  addEntity(state, pos + 1, entity);
  addEntity(state, pos + 2, entity);
  state.pos = pos + 3;
  return true;
}
