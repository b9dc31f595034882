(() => {
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
