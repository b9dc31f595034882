import { decodePath } from '../../../links/index.js';
import { accessibleName, isLabelled } from '../page/accessible-name.js';
import type { CheckedPage, Finding } from '../page/finding.js';
import { attribute, isWithin, type PageElement, textOf } from '../page/page-tree.js';

/** Words that say that something is a picture, which a screen reader does by itself. */
const GENERIC = new Set(
  (
    'alt|alt text|alternative text|image|images|img|picture|pic|photo|photograph|figure|fig|graphic|icon|screenshot|untitled|' +
    '図|画像|写真|イメージ|スクリーンショット|图|图片|图像|照片|圖|圖片|圖像|그림|사진|이미지|' +
    'bild|abbildung|abb|foto|grafik|illustration|photographie|imagen|figura|imagem|captura de pantalla'
  ).split('|'),
);

/** Longer texts say something. */
const LONGEST_GENERIC = 60;

/** A file's name: one word that ends as names of pictures do. */
const FILE_NAME = /^\S+\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?|heic|eps|pdf)$/i;

/** Pictures whose text does not say what they show (WCAG 2.2, 1.1.1). */
export function pictureTexts({ tree }: CheckedPage): readonly Finding[] {
  return tree.elements.flatMap((element): Finding[] => {
    switch (element.name) {
      case 'img':
        return ofImage(element);
      case 'svg':
      case 'object':
        return isNameless(element) && !isNamedAround(element) ? [nameless(element)] : [];
      case 'input':
        return attribute(element, 'type')?.toLowerCase() === 'image' && isNameless(element)
          ? [nameless(element)]
          : [];
      case 'area':
        return attribute(element, 'href') !== undefined && isNameless(element) ? [nameless(element)] : [];
      default:
        return [];
    }
  });

  function isNameless(element: PageElement): boolean {
    const role = attribute(element, 'role');
    if (role === 'presentation' || role === 'none') return false;
    if (element.name === 'object') return !isLabelled(element, tree) && textOf(element).trim() === '';
    if (element.name === 'input') return !isLabelled(element, tree) && !attribute(element, 'alt')?.trim();
    return accessibleName(element, tree) === '';
  }

  /** Whether what it stands in is to be named: a link or button, of which that is told, or another such picture. */
  function isNamedAround({ parent }: PageElement): boolean {
    const takes = /^(?:a|button|svg|object|summary|label)$/;
    return (
      isWithin(parent, (one) => takes.test(one.name) || attribute(one, 'role')?.toLowerCase() === 'img') !==
      undefined
    );
  }
}

const KINDS: Readonly<Record<string, string>> = {
  svg: 'drawing (<svg>)',
  object: 'embedded object',
  input: 'button that is a picture',
  area: 'area of an image map',
};

function nameless(element: PageElement): Finding {
  const { name } = element;
  const how =
    name === 'svg'
      ? 'Put <title>what it shows</title> first into it and role="img" on it, or aria-hidden="true" if it is mere decoration.'
      : name === 'object'
        ? 'Say in aria-label what it shows.'
        : 'Say in alt what it does or where it leads.';
  return {
    severity: 'warning',
    code: 'access-picture-name',
    element,
    message: `This ${KINDS[name] ?? name} has no name.`,
    hint: how,
  };
}

function ofImage(element: PageElement): Finding[] {
  const alt = attribute(element, 'alt')?.trim() ?? '';
  const why = saysNothing(alt, attribute(element, 'src') ?? '');
  if (why === undefined) return [];
  return [
    {
      severity: 'warning',
      code: 'access-alt-text',
      element,
      message: `The alternative text "${alt}" ${why}.`,
      text: alt,
      hint: 'Say in a few words what the picture shows, or write alt="" if it is mere decoration.',
    },
  ];
}

function saysNothing(alt: string, src: string): string | undefined {
  if (alt === '') return undefined;
  if (FILE_NAME.test(alt)) return 'is the name of a file';
  const file = decodePath(src.replace(/[?#].*$/s, '').replace(/^.*\//s, ''));
  const base = file.replace(/\.\w+$/, '');
  // One that is no word: "relu" may be what the file and the picture are called.
  if ((alt === base || alt === file) && /_|\d{4}/.test(alt) && !/\s/.test(alt))
    return 'is the name of its file';
  if (alt.length > LONGEST_GENERIC) return undefined;
  const word = alt.toLowerCase().replace(/[\s.:：。()（）[\]]*\d*(?:[.-]\d+)*[\s.:：。()（）[\]]*$/u, '');
  return GENERIC.has(word) ? 'only says that there is a picture' : undefined;
}
