(() => {
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
