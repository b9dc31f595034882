/**
 * The script by which formulas that are wider than their line take the keyboard's focus, so that the arrow keys can
 * scroll them; others do not. Chromium and Firefox do so by themselves, Safari and checkers of accessibility do not.
 * The link of the script says in `data-label` what such a formula is called.
 */
export const SCROLL_SCRIPT = `(() => {
  const { label } = document.currentScript.dataset;
  const attributes = { tabindex: 0, role: 'group', 'aria-label': label };
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls = target.scrollWidth > target.clientWidth;
      for (const [name, value] of Object.entries(attributes)) {
        if (scrolls) target.setAttribute(name, value);
        else target.removeAttribute(name);
      }
    }
  });
  for (const formula of document.querySelectorAll('.math-display, .math-wide')) observer.observe(formula);
})();
`;
