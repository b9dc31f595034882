/**
 * What a formula may put into the attributes of a page's elements: web addresses, names and looks; nothing that
 * could run, load or cover something.
 */

const URL = /^(https?:\/\/|mailto:|#|\/(?!\/)|\.{1,2}\/|[\w-]+(\.[\w-]+)*([/?#]|$))[^\s{}"'<>\\]*$/i;
const PROPERTY =
  /^(color|background|background-color|border(-\w+)*|padding(-\w+)*|margin(-\w+)*|font-(weight|style|size|family)|opacity|text-decoration|letter-spacing)$/i;
const PROPERTY_VALUE = /^[\w\s#.,%()-]+$/;

/** A web address, a mail address, or a path or anchor within the site. */
export function isSafeUrl(url: string): boolean {
  return URL.test(url);
}

/** Names of classes. */
export function isSafeClass(names: string): boolean {
  return /^[\w\s-]+$/.test(names);
}

/** The name of an element. */
export function isSafeId(id: string): boolean {
  return /^[^\s<>"'&\\{}]+$/.test(id);
}

/** Declarations of CSS that change how text looks, without functions that load something. */
export function isSafeStyle(style: string): boolean {
  const declarations = style.split(';').filter((declaration) => declaration.trim() !== '');
  return declarations.every((declaration) => {
    const [property = '', value = '', ...more] = declaration.split(':');
    const safe = PROPERTY.test(property.trim()) && PROPERTY_VALUE.test(value);
    return safe && more.length === 0 && !/url|expression|image|attr|var/i.test(value);
  });
}
