import { tokenLists } from '../document/environment.js';
import type { StateCore, Token } from '../document/markdown-it.js';
import { makeToken } from '../document/token.js';
import { metaOf } from '../document/token-meta.js';

/**
 * Makes a figure with a caption of a paragraph that holds nothing but an image with `{:standalone}`; the image's
 * class and id become the figure's (kramdown/converter/html.rb: `convert_standalone_image`).
 */
export function standaloneImages(core: StateCore): void {
  for (const tokens of tokenLists(core)) {
    tokens.forEach((token, index) => {
      const text = tokens[index + 1];
      const close = tokens[index + 2];
      const image = text?.children?.length === 1 ? text.children[0] : undefined;
      if (token.type !== 'paragraph_open' || token.hidden || close === undefined || image?.type !== 'image')
        return;
      if (metaOf(image).ial?.refs.includes('standalone') !== true) return;
      for (const name of ['class', 'id']) moveAttribute(name, image, token);
      const caption = makeToken('figure_image', 'img', 0, token.level + 1);
      caption.attrs = image.attrs;
      caption.content = String(image.attrGet('alt') ?? '');
      caption.meta = image.meta;
      tokens[index + 1] = caption;
      for (const tag of [token, close]) tag.tag = 'figure';
      token.type = 'figure_open';
      close.type = 'figure_close';
    });
  }
}

function moveAttribute(name: string, from: Token, to: Token): void {
  const value = from.attrGet(name);
  if (value === null || to.attrGet(name) !== null) return;
  to.attrSet(name, value);
  from.attrs = (from.attrs ?? []).filter(([other]) => other !== name);
}
