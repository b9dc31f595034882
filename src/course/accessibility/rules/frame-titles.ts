import { isLabelled } from '../page/accessible-name.js';
import type { CheckedPage, Finding } from '../page/finding.js';
import { attribute, type PageElement } from '../page/page-tree.js';

/** Frames (WCAG 2.2, 4.1.2), videos and recordings (1.1.1) without a title. */
export function frameTitles({ tree }: CheckedPage): readonly Finding[] {
  return tree.elements
    .filter((element) => !isLabelled(element, tree))
    .flatMap((element): Finding[] => {
      switch (element.name) {
        case 'iframe':
        case 'frame':
          return isUnseen(element) ? [] : [untitledFrame(element)];
        case 'video':
        case 'audio':
          return [
            {
              severity: 'info',
              code: 'access-media-title',
              element,
              message: `Nothing says what this <${element.name}> is.`,
              hint: 'Say it in title or aria-label, such as title="Training, epoch by epoch".',
            },
          ];
        default:
          return [];
      }
    });
}

function untitledFrame(element: PageElement): Finding {
  const src = attribute(element, 'src');
  return {
    severity: 'warning',
    code: 'access-frame-title',
    element,
    message: 'This frame has no title, so that a screen reader has nothing to tell of it.',
    ...(src ? { text: src } : {}),
    hint: 'Say in title what it shows, such as title="Video: gradient descent".',
  };
}

/** Whether a frame is there for a script alone. */
function isUnseen(element: PageElement): boolean {
  return attribute(element, 'width') === '0' || attribute(element, 'height') === '0';
}
