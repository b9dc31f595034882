import { type CourseSearch, courseSearch } from '../../src/search/client/course-search.js';

/** What of a result a reader sees. */
export interface SeenResult {
  /** The address that it leads to, from the site's root. */
  readonly url: string;
  readonly page: string;
  readonly heading: string;
  readonly text: string;
}

/** Opens the search of a built course as a browser does; `read` answers with the script of a name in its folder. */
export async function openSearch(read: (name: string) => string | Promise<string>): Promise<{
  readonly search: CourseSearch;
  /** The best results of a query. */
  readonly find: (query: string, most?: number) => Promise<readonly SeenResult[]>;
  /** The parts of the index that were loaded so far. */
  readonly loaded: () => readonly string[];
}> {
  const loaded: string[] = [];
  const load = async (name: string): Promise<string> => {
    loaded.push(name);
    const script = await read(name);
    let text = '';
    const part = (own: string, content: string): void => {
      if (own === name) text = content;
    };
    new Function('lecternSearch', script)({ part });
    return text;
  };
  const search = await courseSearch({ load }, () => {});
  const find = async (query: string, most = 10): Promise<readonly SeenResult[]> => {
    const results = (await search.phrasesFirst(await search.find(query), query)).slice(0, most);
    return Promise.all(
      results.map(async (result) => {
        const { section } = await search.textOf(result);
        const [title, url] = result.page;
        const [anchor, heading, text] = section;
        return { url: anchor === '' ? url : `${url}#${anchor}`, page: title, heading, text };
      }),
    );
  };
  return { search, find, loaded: () => loaded };
}
