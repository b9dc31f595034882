import type { CheckedPage, Finding } from '../page/finding.js';
import { attribute, type PageElement } from '../page/page-tree.js';

/** What moves or sounds by itself (WCAG 2.2, 2.2.2 and 1.4.2). */
export function movingContent({ tree }: CheckedPage): readonly Finding[] {
  return tree.elements.flatMap((element): Finding[] => {
    const how = movement(element);
    if (how === undefined) return [];
    const [message, hint] = how;
    return [{ severity: 'warning', code: 'access-moving', element, message, hint }];
  });
}

function movement(element: PageElement): readonly [message: string, hint: string] | undefined {
  const { name } = element;
  if (name === 'marquee' || name === 'blink') {
    const verb = name === 'marquee' ? 'scrolls' : 'blinks';
    return [`<${name}> ${verb} without an end, and nobody can stop it.`, 'Write plain text.'];
  }
  if (name === 'iframe') {
    const src = attribute(element, 'src') ?? '';
    return /[?&]autoplay=1\b/.test(src) && !/[?&](?:mute|muted|background)=1\b/.test(src)
      ? ['What this frame shows begins to play by itself.', 'Leave autoplay=1 out of its address.']
      : undefined;
  }
  if ((name !== 'video' && name !== 'audio') || attribute(element, 'autoplay') === undefined)
    return undefined;
  if (attribute(element, 'muted') === undefined)
    return [`This <${name}> begins to play by itself, with its sound.`, 'Leave autoplay out, or add muted.'];
  return attribute(element, 'controls') === undefined
    ? [`This <${name}> plays by itself, and nobody can stop it.`, 'Add controls to it.']
    : undefined;
}
