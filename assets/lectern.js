/*
 * What a page of lectern's own theme does beyond what HTML and CSS do by themselves: colours that the reader chooses, a header
 * that makes room, the section that is being read, buttons that copy code, a look at what a reference means, and the next
 * lecture on the first page. Without this script a page is whole but for these. It is a classic script, so that it runs where
 * the page is a file on a disk. Its words come with its element, as data-… attributes.
 */
(() => {
  const root = document.documentElement;
  const words = document.currentScript?.dataset ?? {};
  const on = (type, listener, options) => document.addEventListener(type, listener, options);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const isWide = matchMedia('(min-width: 75em)');

  /* --- Colours: the system's, or the light or dark ones that the reader has chosen for all pages ----------------- */

  const SCHEMES = ['auto', 'light', 'dark'];
  const SCHEME_KEY = 'lectern-scheme';
  const schemeSwitch = document.querySelector('.scheme-switch');

  const showScheme = () => {
    const scheme = root.dataset.scheme ?? 'auto';
    const label = schemeSwitch?.querySelector('.scheme-label');
    if (label) label.textContent = schemeSwitch.dataset[scheme] ?? '';
    schemeSwitch?.setAttribute('title', label?.parentElement?.textContent?.trim() ?? '');
  };

  const setScheme = (scheme) => {
    if (scheme === 'light' || scheme === 'dark') root.dataset.scheme = scheme;
    else delete root.dataset.scheme;
    showScheme();
  };

  if (schemeSwitch) {
    schemeSwitch.hidden = false;
    showScheme();
    schemeSwitch.addEventListener('click', () => {
      const next = SCHEMES[(SCHEMES.indexOf(root.dataset.scheme ?? 'auto') + 1) % SCHEMES.length];
      setScheme(next);
      try {
        localStorage.setItem(SCHEME_KEY, next);
      } catch {
        // Where nothing may be kept, the choice holds for this page.
      }
    });
    addEventListener('storage', ({ key, newValue }) => {
      if (key === SCHEME_KEY) setScheme(newValue);
    });
  }

  /* --- The header makes room while one reads on, and comes back when one turns back ------------------------------ */

  const header = document.querySelector('.site-header');
  let scrolled = scrollY;

  const moveHeader = () => {
    const by = scrollY - scrolled;
    if (scrollY < 120 || by < -6 || header?.matches(':focus-within')) header?.removeAttribute('data-away');
    else if (by > 6) header?.setAttribute('data-away', '');
    if (Math.abs(by) > 6) scrolled = scrollY;
  };

  on('focusin', ({ target }) => {
    if (header?.contains(target)) header.removeAttribute('data-away');
  });

  /* --- The section that is being read ----------------------------------------------------------------------------- */

  const contents = document.querySelector('.contents');
  const findSections = () =>
    (contents ? all('a[href^="#"]', contents) : []).flatMap((link) => {
      const heading = document.getElementById(decode(link.hash.slice(1)));
      return heading ? [{ link, heading }] : [];
    });
  let sections = findSections();
  let current;

  const markSection = () => {
    // While a course is written, a part of the page may have been put in another's place.
    if (sections.some(({ heading }) => !heading.isConnected)) sections = findSections();
    const line = innerHeight * 0.3;
    const isAtEnd = innerHeight + scrollY >= root.scrollHeight - 2;
    const begun = sections.filter(({ heading }) => heading.getBoundingClientRect().top < line);
    const { link } = (isAtEnd && scrollY > 0 ? sections : begun).at(-1) ?? {};
    if (link === current) return;
    current?.removeAttribute('aria-current');
    link?.setAttribute('aria-current', 'true');
    current = link;
    if (link) keepInView(link, contents);
  };

  /** Scrolls a panel, and nothing else, so that something that is out of view in it stands in its middle. */
  function keepInView(element, panel) {
    const [inner, outer] = [element.getBoundingClientRect(), panel.getBoundingClientRect()];
    if (inner.top >= outer.top && inner.bottom <= outer.bottom) return;
    panel.scrollTop += inner.top - outer.top - outer.height / 2;
  }

  /** An anchor's name as it is written in a page; as it stands in the address where that cannot be read. */
  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  let isAsked = false;
  on(
    'scroll',
    () => {
      if (isAsked) return;
      isAsked = true;
      requestAnimationFrame(() => {
        isAsked = false;
        moveHeader();
        markSection();
      });
    },
    { passive: true },
  );
  markSection();

  /* --- The panels that the header calls ---------------------------------------------------------------------------- */

  const panels = all('.drawer, .contents').filter(
    (panel) => 'hidePopover' in panel && panel.popover !== null,
  );

  for (const panel of panels) {
    const present = () => panel.querySelector('[aria-current]');
    if (present()) keepInView(present(), panel);
    panel.addEventListener('toggle', () => {
      if (present()) keepInView(present(), panel);
    });
    panel.addEventListener('click', ({ target }) => {
      if (target.closest('a[href]') && panel.matches(':popover-open')) panel.hidePopover();
    });
    isWide.addEventListener('change', () => {
      if (panel.matches(':popover-open')) panel.hidePopover();
    });
  }

  /* --- Formulas away from the screen are laid out when there is nothing else to do, a few at a time ------------------- */

  const waiting = all('.math-display[style*="--math-height"]');
  const whenIdle = window.requestIdleCallback ?? ((run) => setTimeout(run, 50));

  const layOut = () => {
    for (const formula of waiting.splice(0, 4)) formula.style.contentVisibility = 'visible';
    if (waiting.length > 0) whenIdle(layOut);
  };

  addEventListener('load', () => whenIdle(layOut));

  /* --- Code is copied as it would be typed --------------------------------------------------------------------------- */

  const status = document.createElement('div');
  status.className = 'visually-hidden';
  status.setAttribute('role', 'status');
  document.body.append(status);

  /** The text of a listing without the numbers of its lines; of a session what was typed, without prompts and answers. */
  function codeOf(frame) {
    const code = (frame.querySelector('td.code pre, td.rouge-code pre, pre') ?? frame).cloneNode(true);
    const isSession = code.querySelector('.gp') !== null;
    for (const other of all(isSession ? '.gp, .go, .lineno, .gutter' : '.lineno, .gutter', code))
      other.remove();
    const lines = code.textContent.replace(/\n+$/, '').split('\n');
    return (isSession ? lines.map((line) => line.trimStart()).filter(Boolean) : lines).join('\n');
  }

  async function copy(frame) {
    const text = codeOf(frame);
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // A page from a disk or without HTTPS has no clipboard of its own.
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'visually-hidden';
    document.body.append(area);
    area.select();
    const isDone = document.execCommand('copy');
    area.remove();
    if (!isDone) throw new Error('not copied');
  }

  function addCopyButtons() {
    if (!words.copy) return;
    for (const frame of all('.code-frame, div.highlighter-rouge:not(.code-frame *)')) {
      if (frame.querySelector('.copy') || !frame.querySelector('pre')) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'copy';
      button.textContent = words.copy;
      frame.classList.add('code-frame');
      frame.append(button);
    }
  }

  on('click', async ({ target }) => {
    const button = target.closest('.copy');
    if (!button) return;
    try {
      await copy(button.parentElement);
      button.classList.add('is-done');
      button.textContent = status.textContent = words.copied;
    } catch {
      getSelection().selectAllChildren(button.parentElement.querySelector('pre'));
    }
    setTimeout(() => {
      button.classList.remove('is-done');
      button.textContent = words.copy;
      status.textContent = '';
    }, 2000);
  });

  addCopyButtons();

  /* --- A look at what a reference means, before one goes there ------------------------------------------------------ */

  const REFERENCES = 'main :is(a.reference, a.footnote, a.math-ref)[href*="#"]';
  const pages = new Map();
  const box = document.createElement('div');
  box.className = 'preview prose';
  box.setAttribute('aria-hidden', 'true');
  let shown;
  let timer;

  /** The document that a link leads into, which is fetched once; nothing where the page is a file. */
  function pageOf({ pathname, origin, href }) {
    if (pathname === location.pathname && origin === location.origin) return document;
    if (origin !== location.origin || !location.protocol.startsWith('http')) return undefined;
    const url = href.split('#')[0];
    if (!pages.has(url)) {
      const fetched = fetch(url).then(async (answer) => {
        if (!answer.ok) return undefined;
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        for (const name of ['src', 'href']) {
          for (const element of all(`[${name}]`, page))
            element.setAttribute(name, new URL(element.getAttribute(name), url).href);
        }
        for (const picture of all('[srcset]', page)) picture.removeAttribute('srcset');
        return page;
      });
      pages.set(
        url,
        fetched.catch(() => undefined),
      );
    }
    return pages.get(url);
  }

  /** What is shown of a place: the block that it names; of a heading what follows it. */
  function excerpt(place) {
    if (place.matches('dt')) return definition(place);
    const block = place.closest('.math-display, figure, li, dd, tr, p') ?? place;
    const named = place.matches('.math-anchor, a, span') ? block : place;
    const parts = [named];
    if (/^H[1-6]$/.test(named.tagName)) {
      let length = 0;
      for (let next = named.nextElementSibling; next && length < 500; next = next.nextElementSibling) {
        if (/^H[1-6]$/.test(next.tagName)) break;
        parts.push(next);
        length += next.textContent.length;
      }
    }
    return copies(
      parts.flatMap((part) => {
        const one = document.importNode(part, true);
        return part.matches('li, dd') ? [...one.childNodes] : [one];
      }),
    );
  }

  /** A term with its definition. */
  function definition(term) {
    const list = document.createElement('dl');
    list.append(document.importNode(term, true));
    let isDefined = false;
    for (let next = term.nextElementSibling; next; next = next.nextElementSibling) {
      if (isDefined && next.matches('dt')) break;
      isDefined ||= next.matches('dd');
      if (next.matches('dd')) list.append(document.importNode(next, true));
    }
    return copies([list]);
  }

  /** Copies of elements, which are none of the page's own. */
  function copies(elements) {
    const holder = document.createElement('div');
    holder.append(...elements);
    for (const other of all(
      'script, .reversefootnote, .self-link, .copy, .math-link, .glossary-more',
      holder,
    ))
      other.remove();
    for (const element of all('[id], [href], [tabindex], summary, button', holder)) {
      for (const name of ['id', 'href', 'tabindex', 'name']) element.removeAttribute(name);
      if (element.matches('summary, button')) element.inert = true;
    }
    for (const details of all('details', holder)) details.remove();
    return [...holder.childNodes];
  }

  /** A page without formulas has no style sheet for those of another. */
  function takeStyles(page) {
    if (page === document) return;
    for (const link of all('link[rel="stylesheet"]', page)) {
      if (all('link[rel="stylesheet"]').some(({ href }) => href === link.href)) continue;
      document.head.append(document.importNode(link));
    }
  }

  const hide = () => {
    clearTimeout(timer);
    if (shown) box.hidePopover();
    shown = undefined;
  };

  const hideSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(hide, 250);
  };

  /** What a link leads to; a citation of several works leads to the first, and names all. */
  function placesOf(link, page) {
    const name = decode(link.hash.slice(1));
    const keys = link.dataset.cites?.split(' ') ?? [];
    const before = name.endsWith(keys[0] ?? '') ? name.slice(0, name.length - (keys[0] ?? '').length) : name;
    const names = keys.length > 1 ? keys.map((key) => before + key) : [name];
    return names.map((one) => page.getElementById(one)).filter(Boolean);
  }

  function block(place) {
    const part = document.createElement('div');
    part.append(...excerpt(place));
    return part;
  }

  async function show(link) {
    clearTimeout(timer);
    if (link === shown) return true;
    const page = await pageOf(link);
    const places = page ? placesOf(link, page) : [];
    const [place] = places;
    if (!place || !link.isConnected) {
      hide();
      return false;
    }
    takeStyles(page);
    const { lang } = place.closest('[lang]') ?? root;
    if (lang) box.lang = lang;
    box.replaceChildren(...(places.length > 1 ? places.map(block) : excerpt(place)));
    document.body.append(box);
    box.showPopover();
    box.scrollTop = 0;
    shown = link;
    placeBox();
    return true;
  }

  function placeBox() {
    const { left, top, bottom } = shown.getClientRects()[0] ?? shown.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    // Within the column of text, where there is room.
    const end = Math.min(document.querySelector('main').getBoundingClientRect().right, root.clientWidth - 8);
    box.style.left = `${Math.max(8, Math.min(left, end - width))}px`;
    box.style.top = `${top > height + 16 ? top - height - 8 : bottom + 8}px`;
  }

  if ('previews' in words && 'showPopover' in box) {
    box.popover = 'manual';
    const referenceAt = ({ target }) => target.closest?.(REFERENCES);
    on('pointerover', (event) => {
      if (event.pointerType !== 'mouse') return;
      const link = referenceAt(event);
      if (link) {
        clearTimeout(timer);
        timer = setTimeout(() => show(link), shown ? 0 : 120);
      } else if (box.contains(event.target)) clearTimeout(timer);
      else if (shown) hideSoon();
      else clearTimeout(timer);
    });
    on('focusin', (event) => {
      const link = referenceAt(event);
      if (link?.matches(':focus-visible')) show(link);
      else hide();
    });
    on('focusout', hide);
    on('keydown', ({ key }) => {
      if (key === 'Escape') hide();
    });
    let touched = false;
    on('pointerdown', ({ pointerType }) => {
      touched = pointerType === 'touch';
    });
    on('click', async (event) => {
      const link = referenceAt(event);
      if (!link) {
        if (!box.contains(event.target)) hide();
        return;
      }
      if (!touched || link === shown || event.defaultPrevented) return hide();
      // The first touch shows, the second goes.
      event.preventDefault();
      if (!(await show(link))) location.assign(link.href);
    });
    addEventListener(
      'scroll',
      () => {
        if (shown) placeBox();
      },
      { passive: true },
    );
  }

  /* --- The next lecture and the latest, by the reader's own clock --------------------------------------------------- */

  const now = document.querySelector('.now');
  const dated = all('.lecture-list > li').filter((item) => item.querySelector('time[datetime]'));

  if (now && dated.length > 0) {
    const day = (item) => item.querySelector('time').dateTime.slice(0, 10);
    const clock = new Date();
    const today = [clock.getFullYear(), clock.getMonth() + 1, clock.getDate()]
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
    const inOrder = [...dated].sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
    const next = inOrder.find((item) => day(item) >= today);
    const latest = inOrder.filter((item) => day(item) < today).at(-1);
    const card = (item, name, label) => {
      item.classList.add(name);
      const text = document.createElement('div');
      text.className = name;
      const kind = document.createElement('span');
      kind.className = 'now-label';
      kind.append(`${label} · `, item.querySelector('time').cloneNode(true));
      const title = item.querySelector('.title').cloneNode(true);
      title.className = 'now-title';
      const resources = item.querySelector('.resources')?.cloneNode(true);
      text.append(kind, title, ...(resources ? [resources] : []));
      now.append(text);
    };
    if (next) card(next, 'is-next', now.dataset.next);
    if (latest) card(latest, 'is-latest', now.dataset.latest);
  }
})();
