import { diagnostic } from '../../diagnostics/index.js';
import type { ExtraBlock, TagCall } from '../../liquid/index.js';

/** The tabs of a page so far, by the name of their group, and how many groups have been shown. */
interface PageTabs {
  readonly groups: Map<string, Map<string, string>>;
  shown: number;
}

/** `{% tab group Title %}…{% endtab %}` within `{% tabs group %}`: a tab with its text, which is Markdown (jekyll-tabs 1.2). */
export const tabTag: ExtraBlock = {
  block: (call, body) => {
    const [, name, title] = /^(\S+) +(\S[\s\S]*)$/.exec(call.written) ?? [];
    if (name === undefined || title === undefined)
      return malformed(call, 'A tab has the name of its group and a title', '{% tab group Title %}');
    const { groups } = pageTabs(call);
    const group = slug(name);
    const tabs = groups.get(group) ?? new Map<string, string>();
    groups.set(group, tabs);
    tabs.set(title, String(call.filter('markdownify', body, [])));
    return '';
  },
};

/**
 * `{% tabs group %}…{% endtabs %}`: two lists, of the titles and of the texts, that the plugin's script, which a course has
 * itself, shows as tabs. Where the plugin has an id by chance, this one is the same in each build.
 */
export const tabsTag: ExtraBlock = {
  block: (call) => {
    if (call.markup === '') return malformed(call, 'Tabs have the name of their group', '{% tabs group %}');
    const name = slug(call.markup);
    const page = pageTabs(call);
    const tabs = [...(page.groups.get(name) ?? [])];
    const id = `${name}-tabs-${++page.shown}`;
    const item = (index: number): string => (index === 0 ? ' class="active"' : '');
    const titles = tabs.map(
      ([title], index) =>
        `\n      <li${item(index)} id="${name}-${slug(title)}">\n          <a href="#">${title}</a>\n      </li>\n  `,
    );
    const texts = tabs.map(([, text], index) => `\n      <li${item(index)}>${text}</li>\n  `);
    return `<ul id="${name}" class="tab" data-tab="${id}" data-name="${name}">
  ${titles.join('')}
</ul>
<ul class="tab-content" id="${id}" data-name="${name}">
  ${texts.join('')}
</ul>
`;
  },
};

function malformed(call: TagCall, needs: string, example: string): string {
  call.report(
    diagnostic(
      'error',
      'liquid-argument',
      call.place,
      `${needs} behind the tag's name, so nothing is shown.`,
      {
        hint: `Write it as ${example}.`,
      },
    ),
  );
  return '';
}

function pageTabs({ store }: TagCall): PageTabs {
  const known = store.get('tabs');
  // Only this file keeps anything under this name.
  if (known !== undefined) return known as PageTabs;
  const tabs: PageTabs = { groups: new Map(), shown: 0 };
  store.set('tabs', tabs);
  return tabs;
}

/** `sanitizeName`. */
function slug(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '-');
}
