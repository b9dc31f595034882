/** The one door through which markdown-it enters: its class, and the types of what it hands to rules. */
export type { RendererRule, StateBlock, StateCore, StateInline, Token } from 'markdown-it';
export { default as MarkdownIt } from 'markdown-it';
