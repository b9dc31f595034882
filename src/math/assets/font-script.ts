/**
 * The script that has the fonts of KaTeX's style sheet, which come within it, unpacked while the page is read. By
 * themselves browsers do so where they meet the first letter, and paint once without them.
 */
export const FONT_SCRIPT = `for (const font of document.fonts) if (font.family.startsWith('KaTeX')) font.load();
`;
