/**
 * The script that has the fonts of KaTeX's style sheet, which come within it, unpacked while the page is read. By
 * themselves browsers do so where they meet the first letter, and paint once without them.
 */
export const FONT_SCRIPT = `for (const font of document.fonts) if (font.family.startsWith('KaTeX')) font.load();
`;

/**
 * The script by which formulas that are wider than their line take the keyboard's focus, so that the arrow keys can
 * scroll them; others do not. Chromium and Firefox do so by themselves, Safari and checkers of accessibility do not.
 * The link of the script says in `data-label` what such a formula is called.
 */
export const SCROLL_SCRIPT = `(() => {
  const { label } = document.currentScript.dataset;
  const attributes = { tabindex: 0, role: 'group', 'aria-label': label };
  const observer = new ResizeObserver((entries) => {
    for (const { target: sized } of entries) {
      const target = sized.closest('.math-display, .math-wide');
      const scrolls = target.scrollWidth > target.clientWidth;
      for (const [name, value] of Object.entries(attributes)) {
        if (scrolls) target.setAttribute(name, value);
        else target.removeAttribute(name);
      }
    }
  });
  // What is in one may be laid out later than the page, and is no wider before.
  for (const formula of document.querySelectorAll('.math-display, .math-wide, .math-display > .katex-display > .katex'))
    observer.observe(formula);
})();
`;

/**
 * The script that shows an equation beside a reference to it: while the mouse is on either or the keyboard's focus is
 * on the reference, and at the first tap, the second of which follows the link. Escape hides it (WCAG 2.2, 1.4.13). For
 * screen readers, which can follow the link, it is not there.
 */
export const PREVIEW_SCRIPT = `(() => {
  if (!HTMLElement.prototype.showPopover) return;
  const box = document.createElement('div');
  box.className = 'math-preview';
  box.popover = 'manual';
  box.setAttribute('aria-hidden', 'true');
  let shown, timer;
  const referenceAt = (event) => event.target.closest?.('a.math-ref');
  const hide = () => {
    clearTimeout(timer);
    if (shown) box.hidePopover();
    shown = undefined;
  };
  const hideSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(hide, 200);
  };
  const show = (link) => {
    clearTimeout(timer);
    if (link === shown) return;
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const formula = target?.closest('.math-display, .katex');
    if (!formula) return hide();
    const copy = formula.cloneNode(true);
    for (const element of [copy, ...copy.querySelectorAll('*')]) {
      for (const name of ['id', 'href', 'tabindex']) element.removeAttribute(name);
    }
    box.replaceChildren(copy);
    document.body.append(box);
    box.showPopover();
    shown = link;
    place();
  };
  const place = () => {
    const { left, top, bottom } = shown.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    box.style.left = Math.max(8, Math.min(left, document.documentElement.clientWidth - width - 8)) + 'px';
    box.style.top = (top > height + 16 ? top - height - 8 : bottom + 8) + 'px';
  };
  const on = (type, listener) => document.addEventListener(type, listener);
  on('pointerover', (event) => {
    if (event.pointerType !== 'mouse') return;
    const link = referenceAt(event);
    if (link) show(link);
    else if (box.contains(event.target)) clearTimeout(timer);
    else if (shown) hideSoon();
  });
  on('focusin', (event) => {
    const link = referenceAt(event);
    if (link?.matches(':focus-visible')) show(link);
    else hide();
  });
  on('focusout', hide);
  on('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
  on('click', (event) => {
    const link = referenceAt(event);
    if (link && link !== shown && event.pointerType === 'touch') {
      event.preventDefault();
      show(link);
    } else if (!box.contains(event.target)) hide();
  });
  on('scroll', () => {
    if (shown) place();
  });
})();
`;
