/*
 * Figures and videos of lectern's own theme: a picture that is shown smaller than it is opens large, and a video of another host is
 * loaded when it is called for. Without this script pictures are as they are, and a link leads to the video. Its words come with its
 * element, as data-… attributes.
 */
(() => {
  const words = document.currentScript?.dataset ?? {};
  const on = (type, listener, options) => document.addEventListener(type, listener, options);

  /* --- A figure opens large ------------------------------------------------------------------------------------------ */

  const PICTURES = 'main .prose img:not(a img, button img, .preview img, dialog img)';

  /** How wide a picture is in its file, in pixels: of several files the widest. */
  function widthOf(image) {
    const offered = [...image.srcset.matchAll(/\s(\d+)w/g)].map(([, width]) => Number(width));
    return Math.max(image.naturalWidth, Number(image.getAttribute('width')) || 0, ...offered);
  }

  const isSmaller = (image) => image.clientWidth > 0 && widthOf(image) > image.clientWidth * 1.15;

  /** A picture that can be opened is a button, for the keyboard and for screen readers. */
  function mark(image) {
    const isButton = image.getAttribute('role') === 'button';
    if (!image.matches(PICTURES) || isButton === isSmaller(image)) return;
    if (isButton) {
      for (const name of ['role', 'tabindex', 'aria-label', 'aria-haspopup']) image.removeAttribute(name);
    } else if (!image.hasAttribute('role')) {
      image.setAttribute('role', 'button');
      image.setAttribute('aria-haspopup', 'dialog');
      image.setAttribute('aria-label', [words.enlarge, image.alt].filter(Boolean).join(': '));
      image.tabIndex = 0;
    }
  }

  const markAll = () => {
    for (const image of document.querySelectorAll(PICTURES)) mark(image);
  };

  let dialog;

  function makeDialog() {
    dialog = document.createElement('dialog');
    dialog.className = 'zoom';
    const bar = document.createElement('div');
    bar.className = 'zoom-bar';
    const file = document.createElement('a');
    file.textContent = words.original;
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'close';
    close.setAttribute('aria-label', words.close);
    bar.append(file, close);
    const stage = document.createElement('div');
    stage.className = 'zoom-stage';
    stage.tabIndex = 0;
    const caption = document.createElement('p');
    caption.className = 'zoom-caption';
    dialog.append(bar, stage, caption);
    dialog.addEventListener('click', ({ target }) => {
      if (target === close || target === stage || target === dialog) dialog.close();
      else if (target.matches?.('.zoom-stage img')) dialog.toggleAttribute('data-whole');
    });
    document.body.append(dialog);
  }

  /** The caption of a figure without what leads away from it. */
  function captionOf(image) {
    const caption = image.closest('figure')?.querySelector('figcaption')?.cloneNode(true);
    for (const other of caption?.querySelectorAll('.self-link, .math-link') ?? []) other.remove();
    for (const element of caption?.querySelectorAll('[id], [tabindex]') ?? []) {
      element.removeAttribute('id');
      element.removeAttribute('tabindex');
    }
    return caption ? [...caption.childNodes] : [image.alt];
  }

  function enlarge(image) {
    if (!dialog) makeDialog();
    const large = new Image();
    large.alt = image.alt;
    large.className = image.classList.contains('plate') ? 'plate' : '';
    // Its room is there before it is.
    const ratio = image.clientHeight / image.clientWidth;
    large.width = Math.min(widthOf(image), innerWidth * 2.5);
    large.height = large.width * ratio;
    large.src = image.src;
    const [bar, stage, caption] = dialog.children;
    bar.firstChild.href = image.src;
    stage.replaceChildren(large);
    caption.replaceChildren(...captionOf(image));
    caption.lang = image.closest('[lang]')?.lang ?? '';
    // On a screen that is hardly wider than the page it is larger than the screen.
    const fitted = Math.min(innerWidth, (innerHeight * 0.8) / ratio);
    dialog.toggleAttribute('data-whole', fitted < image.clientWidth * 1.3);
    dialog.setAttribute('aria-label', image.alt || words.enlarge);
    // It has the focus again when the dialog is closed.
    image.focus({ preventScroll: true });
    dialog.showModal();
    stage.scrollLeft = (stage.scrollWidth - stage.clientWidth) / 2;
    stage.scrollTop = (stage.scrollHeight - stage.clientHeight) / 2;
  }

  if ('showModal' in HTMLDialogElement.prototype && words.enlarge) {
    const pictureAt = ({ target }) =>
      target.matches?.(`${PICTURES}[role="button"][aria-haspopup="dialog"]`) ? target : undefined;
    on('click', (event) => {
      const image = pictureAt(event);
      if (image && !event.defaultPrevented) enlarge(image);
    });
    on('keydown', (event) => {
      const image = pictureAt(event);
      if (!image || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      enlarge(image);
    });
    on(
      'load',
      ({ target }) => {
        if (target instanceof HTMLImageElement) mark(target);
      },
      true,
    );
    let isAsked = false;
    addEventListener('resize', () => {
      if (isAsked) return;
      isAsked = true;
      requestAnimationFrame(() => {
        isAsked = false;
        markAll();
      });
    });
    markAll();
  }

  /* --- A video is loaded when it is called for -------------------------------------------------------------------------- */

  on('click', (event) => {
    const link = event.target.closest?.('.video[data-embed] > a');
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button)
      return;
    const { embed } = link.parentElement.dataset;
    // Other addresses can be scripts.
    if (!/^https:\/\//.test(embed)) return;
    event.preventDefault();
    const frame = document.createElement('iframe');
    frame.src = embed;
    frame.title = link.textContent.trim();
    frame.allow = 'autoplay; fullscreen; picture-in-picture; encrypted-media';
    frame.allowFullscreen = true;
    frame.referrerPolicy = 'strict-origin-when-cross-origin';
    link.replaceWith(frame);
    frame.focus();
  });
})();
