import type { StateInline } from '../../document/markdown-it.js';
import { metaOf } from '../../document/token-meta.js';
import { type Entity, entityByName, entityCharacter, entityOf } from '../../source/entities.js';
import { type SpanState, spanStateOf } from '../../state/span-state.js';

const REFERENCE = /&(?:([\w:][-\w.:]*)|#(\d+)|#x([0-9a-fA-F]+));/y;

/** `&amp;`, `&#38;`, `&#x26;` (kramdown's `parse_html_entity`); of a name nobody knows, only the `&` is one. */
export function htmlEntity(given: StateInline): boolean {
  const { src, pos } = given;
  if (src.charCodeAt(pos) !== 0x26) return false;
  REFERENCE.lastIndex = pos;
  const match = REFERENCE.exec(src);
  if (match === null) return false;
  const [written, name, decimal, hexadecimal] = match;
  const state = spanStateOf(given);
  const entity = entityOf(name, decimal, hexadecimal);
  if (entity === undefined) {
    addEntity(state, pos, AMPERSAND);
    state.pos = pos + 1;
    return state.takeText(pos + written.length);
  }
  addEntity(state, pos, entity, written);
  state.pos = pos + written.length;
  return true;
}

const AMPERSAND: Entity = entityByName('amp') ?? { point: 0x26, name: 'amp' };

/** Adds a character, at `pos`, that is printed as the option `entity_output` says, or as it was written. */
export function addEntity(state: SpanState, pos: number, entity: Entity, written = ''): void {
  const token = state.leaf('entity', '', pos);
  token.content = entityCharacter(entity) ?? '';
  token.info = written;
  metaOf(token).entity = entity;
}
