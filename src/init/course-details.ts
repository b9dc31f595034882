import { isUserSite } from '../site/index.js';
import type { TemplateValues } from './template.js';

/** Who writes a course; undefined where nobody has said it. */
export type CourseAuthor = string | undefined;

/** A repository on GitHub. */
export interface CourseRepository {
  readonly owner: string;
  readonly name: string;
}

/** What is known of a new course, for its templates. */
export interface CourseDetails {
  readonly title: string;
  readonly author: CourseAuthor;
  readonly repository: CourseRepository | undefined;
  /** The branch that is published; undefined where git knows none yet. */
  readonly branch: string | undefined;
  /** The day on which the first lecture is held. */
  readonly today: Date;
}

/** A course's title by the name of its folder: `linear-algebra` is `Linear algebra`. */
export function titleOf(folder: string): string {
  const words = folder.replace(/[-_\s]+/g, ' ').trim();
  return words === '' ? 'Course' : words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * What stands in the templates of lectures for the names between underscores. What is not known is undefined: its line becomes
 * a comment with an example.
 */
export function lectureValues({ title, author, repository, branch, today }: CourseDetails): TemplateValues {
  const host = repository && `https://${repository.owner.toLowerCase()}.github.io`;
  const path = repository && (isUserSite(repository) ? '' : `/${repository.name}`);
  return {
    title: yamlText(title),
    heading: headingText(title),
    author: author === undefined ? undefined : yamlText(author),
    url: host,
    baseurl: path === '' ? "''" : path,
    repository: repository && `${repository.owner}/${repository.name}`,
    branch: branch ?? 'main',
    first: dayAfter(today, 0),
    second: dayAfter(today, 7),
    third: dayAfter(today, 14),
  };
}

/** What is written in place of what is not known, in a comment. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  author: 'Your name',
  url: 'https://you.github.io',
  baseurl: '/course',
  repository: 'you/course',
};

/** A text as YAML has it: plain where that means the same, else in JSON's quotes, which are YAML's too. */
function yamlText(text: string): string {
  const isPlain =
    /^[\p{L}][\p{L}\p{M}\p{N} .,'()/-]*$/u.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain && text === text.trim() ? text : JSON.stringify(text);
}

/** A text as the heading of a Markdown file shows it. */
function headingText(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|$]/g, (sign) => `\\${sign}`);
}

/** The date so many days after another, as `2027-04-08`. */
function dayAfter(day: Date, days: number): string {
  return new Date(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate() + days))
    .toISOString()
    .slice(0, 'YYYY-MM-DD'.length);
}
