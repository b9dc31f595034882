export { decodeReferences, escapeAttribute, escapeText } from './character-references.js';
export { isJavaScript, type ScriptElement, scriptElements } from './script-elements.js';
export {
  attributeOf,
  COMMON_TAGS_WITHOUT_ID,
  type HtmlToken,
  htmlTokens,
  TAGS_WITHOUT_ROOT_URL,
} from './tokens.js';
