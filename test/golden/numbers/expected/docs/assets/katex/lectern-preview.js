(() => {
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
