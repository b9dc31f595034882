/** The one door through which markdown-it enters: its class, and the types of what it hands to rules. */
import MarkdownItClass, { type MarkdownIt as MarkdownItInstance } from 'markdown-it';

export type { RendererRule, StateBlock, StateCore, StateInline, Token } from 'markdown-it';
export const MarkdownIt = MarkdownItClass;
export type MarkdownIt = MarkdownItInstance;
