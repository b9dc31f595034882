for (const font of document.fonts) if (font.family.startsWith('KaTeX')) font.load();
