/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { ShownProblem, ShownProblems } from '../live/problems.js';

/**
 * Makes the function that shows what is wrong in a page, below what the reader is looking at; nothing where there are
 * no errors. What was dismissed comes back when it has changed. Its styles are in a tree of their own, so that they
 * and the page's do not meet, and reach it by a way that a content security policy leaves open.
 */
export function problemOverlay(): (problems: ShownProblems) => void {
  const STYLE = `
    :host { all: initial; color-scheme: light dark; }
    section { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 33vh; overflow: auto; padding: 0 1rem 0.75rem;
      box-sizing: border-box; border-top: 3px solid #c62828; background: #fff; color: #1a1a1a;
      font: 14px/1.5 system-ui, sans-serif; box-shadow: 0 -2px 12px rgb(0 0 0 / 0.25); }
    header { position: sticky; top: 0; padding: 0.75rem 0 0.25rem; background: inherit;
      display: flex; gap: 1rem; align-items: baseline; justify-content: space-between; }
    h2 { margin: 0; font: inherit; font-weight: 600; }
    ol { margin: 0.25rem 0 0; padding: 0; list-style: none; }
    li { margin: 0 0 0.75rem; }
    p { margin: 0; overflow-wrap: anywhere; }
    code, pre { font: 13px/1.45 ui-monospace, monospace; }
    code { color: #b3261e; font-weight: 600; }
    pre { margin: 0.25rem 0; overflow-x: auto; }
    button { font: inherit; padding: 0.1rem 0.6rem; cursor: pointer; }
    @media (prefers-color-scheme: dark) {
      section { background: #1e1e1e; color: #eee; border-color: #ff8a80; }
      code { color: #ff8a80; }
    }
    @media print { :host { display: none; } }`;
  const KEY = 'lectern:dismissed';
  let host: HTMLElement | undefined;

  return (problems) => {
    const said = JSON.stringify([problems.errorCount, problems.errors]);
    if (host?.dataset['said'] === said) return;
    host?.remove();
    host = undefined;
    if (problems.errorCount === 0 || sessionStorage.getItem(KEY) === said) return;
    host = document.createElement('lectern-problems');
    host.dataset['said'] = said;
    const root = host.attachShadow({ mode: 'open' });
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    root.adoptedStyleSheets = [style];
    root.append(panel(problems, said));
    document.documentElement.append(host);
  };

  function panel(problems: ShownProblems, said: string): HTMLElement {
    const section = element('section');
    section.setAttribute('aria-label', 'What lectern found');
    // A box that scrolls must be within reach of the keyboard.
    section.tabIndex = 0;
    const dismiss = (): void => {
      sessionStorage.setItem(KEY, said);
      host?.remove();
      host = undefined;
    };
    section.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') dismiss();
    });
    const header = element('header');
    const title = element('div');
    title.setAttribute('role', 'status');
    title.append(element('h2', summary(problems)));
    const button = element('button', 'Dismiss');
    button.addEventListener('click', dismiss);
    header.append(title, button);
    const list = element('ol');
    list.append(...problems.errors.map(item));
    section.append(header, list);
    return section;
  }

  function summary({ errorCount, warningCount, elsewhere }: ShownProblems): string {
    const here = [count(errorCount, 'error'), ...(warningCount > 0 ? [count(warningCount, 'warning')] : [])];
    const others = elsewhere > 0 ? `; ${count(elsewhere, 'error')} on other pages` : '';
    return `${here.join(' and ')} on this page${others}`;
  }

  function item({ place, code, message, hint, excerpt }: ShownProblem): HTMLElement {
    const line = element('li');
    const head = element('p');
    head.append(element('code', place), ` ${message} (${code})`);
    line.append(head);
    if (excerpt !== undefined) line.append(element('pre', `${excerpt.line}\n${excerpt.marks}`));
    if (hint !== undefined) line.append(element('p', hint));
    return line;
  }

  function element<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    text?: string,
  ): HTMLElementTagNameMap[Name] {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function count(number: number, noun: string): string {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
  }
}
