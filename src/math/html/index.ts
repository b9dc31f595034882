export { decodeReferences } from './character-references.js';
export { escapeAttribute, escapeText } from './escape.js';
export { isJavaScript, type ScriptElement, scriptElements } from './script-elements.js';
export { attributeOf, type HtmlPiece, htmlPieces } from './tokens.js';
