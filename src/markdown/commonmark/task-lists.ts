import type { StateCore, Token } from '../document/markdown-it.js';
import { makeSpanToken } from '../document/token.js';

const BOX = /^\[([ xX])\][ \t]+/;

/** Makes checkboxes of `[ ]` and `[x]` at the start of list items, as kramdown prints them (GFM, section 5.3). */
export function taskLists(core: StateCore): void {
  const lists: Token[] = [];
  core.tokens.forEach((token, index) => {
    if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') lists.push(token);
    else if (token.type === 'bullet_list_close' || token.type === 'ordered_list_close') lists.pop();
    if (token.type !== 'inline' || core.tokens[index - 2]?.type !== 'list_item_open') return;
    const [text] = token.children ?? [];
    const box = text?.type === 'text' ? BOX.exec(text.content) : null;
    if (text === undefined || box === null) return;
    text.content = text.content.slice(box[0].length);
    const checked: Record<string, string> = box[1] === ' ' ? {} : { checked: 'checked' };
    const input = makeSpanToken('task_box', 'input', 0, {
      type: 'checkbox',
      class: 'task-list-item-checkbox',
      disabled: 'disabled',
      ...checked,
    });
    token.children?.unshift(input);
    core.tokens[index - 2]?.attrSet('class', 'task-list-item');
    lists.at(-1)?.attrSet('class', 'task-list');
  });
}
