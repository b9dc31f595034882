import { ACCESSIBILITY_TEXTS } from './accessibility-texts.js';

/** What a code stands for. */
export interface RuleText {
  /** A noun phrase: what is found. */
  readonly what: string;
  /** What students get of it, and what to do. */
  readonly help: string;
}

/** What the codes stand for; those of one kind of thing (`figure-missing`, `file-missing`) are put together below. */
const TEXTS: Readonly<Record<string, readonly [what: string, help: string]>> = {
  'accepted-unused': ['An exception that accepts nothing.', 'Take it out of the configuration.'],
  ...ACCESSIBILITY_TEXTS,
  'alt-missing': [
    'A picture without alternative text.',
    'Readers who cannot see it learn nothing of it (WCAG 2.2, 1.1.1). Write what it shows, or alt="" for mere decoration.',
  ],
  'anchor-missing': [
    'A link to a heading or anchor that the page does not have.',
    'The page opens at its top. Correct what stands behind the "#", or give the place an id.',
  ],
  'attribute-unknown': [
    'A misspelt attribute or attribute list.',
    'It does nothing, or is shown as text. Write it as HTML and kramdown know it.',
  ],
  'baseurl-inferred': [
    'A path at which the site is taken to be published.',
    'Write baseurl: into _config.yml, so that nothing is taken for granted.',
  ],
  'bibliography-missing': [
    'A bibliography that is not there.',
    'Nothing can be cited from it. Correct the name of the file, or put it into _bibliography/.',
  ],
  'bibtex-key-duplicate': [
    'A key of a bibliography that two entries have.',
    'Citations lead to the first. Give one of them another key.',
  ],
  'bibtex-string-missing': [
    'A string of BibTeX that nothing defines.',
    'Its name is shown. Put the value in braces, or define the string.',
  ],
  'bibtex-syntax': [
    'An entry of a bibliography that cannot be read.',
    'What stands behind is missing from it. Correct its braces and commas.',
  ],
  'cache-refused': ['A folder that cannot keep results.', 'Name a folder of its own with --cache-dir.'],
  'cache-unusable': ['A cache that cannot be written.', 'Correct or delete its folder.'],
  'citation-locale': [
    'A language in which references cannot be written.',
    'They are written in English. Correct locale: under scholar: in _config.yml.',
  ],
  'citation-missing': [
    'A citation of a work that the bibliography does not have.',
    'Readers see that something is missing. Correct the key, or add the work.',
  ],
  'citation-option': [
    'An option of a tag that cites which there is not, or which cannot be read.',
    'It does nothing. Correct it.',
  ],
  'citation-style-missing': [
    'A citation style that is not there, or that cannot be used.',
    'References are written in the style apa. Correct its name, or put its .csl file into the course.',
  ],
  'cjk-line-break': [
    'A line break between letters of Chinese or Japanese.',
    'Jekyll shows a space there. Set remove_line_breaks_for_cjk in _config.yml.',
  ],
  'code-language': [
    'Code in a language that has no colours.',
    'The code stays plain. Correct the name of the language.',
  ],
  'code-too-long': [
    'Code too long to be coloured.',
    'It stays plain: colours end at 50,000 characters, and at 2,000 in a line. Show a part, and link to the file.',
  ],
  'code-unclosed': [
    'Code without an end.',
    'It is shown as text, or goes on over what follows. Write the fence that closes it.',
  ],
  'code-unknown': ['A code that nothing is ever reported as.', 'Correct it in the configuration.'],
  'config-destination': ['A destination that cannot be used.', 'Choose a folder of its own.'],
  'config-format': ['A configuration that is no YAML.', 'Write the configuration as a YAML file.'],
  'config-key': ['A setting that there is not.', 'It does nothing. Correct its name in _config.yml.'],
  'config-kramdown': ['An option of kramdown that cannot be read.', 'Correct its value in _config.yml.'],
  'config-missing': ['A configuration that is not there.', 'Correct the path given with --config.'],
  'config-type': ['A value of the wrong type in the configuration.', 'Correct it in _config.yml.'],
  'config-url': ['A url with a path.', 'Write scheme and host alone into url:, and the path into baseurl:.'],
  'config-yaml': ['A configuration that cannot be read.', 'Correct the YAML.'],
  'course-empty': [
    'A folder without any page, which is no course.',
    'Name the folder of the course, or add --allow-empty.',
  ],
  'data-csv': ['A table of data that cannot be read.', 'Correct the file.'],
  'data-json': ['Data that are no JSON.', 'Correct the file.'],
  'data-name': ['Two data files of one name.', 'Rename one of them.'],
  'data-yaml': ['Data that are no YAML.', 'Correct the file.'],
  'date-invalid': ['A date that cannot be read.', 'Write it as 2026-04-01 10:00:00 +0900.'],
  'definition-duplicate': ['A name that is defined twice.', 'The last one counts. Rename or remove one.'],
  'destination-busy': ['A destination that another build writes to.', 'Wait until it has ended.'],
  'destination-refused': [
    'A destination with the course in it, or with files of somebody else.',
    'Choose a folder of its own.',
  ],
  'edit-link-unknown': [
    'A link for editing that leads nowhere.',
    'Write repository: OWNER/NAME into _config.yml.',
  ],
  encoding: ['A file that is not in UTF-8.', 'Save it as UTF-8.'],
  'external-listed': ['A link that only its owner can check.', 'Open it without being signed in.'],
  'external-missing': ['A link to a page of the web that is gone.', 'Correct the link, or remove it.'],
  'external-unreachable': [
    'A link to a page of the web that could not be reached.',
    'It may be there all the same. Open it in a browser.',
  ],
  'file-huge': ['A file that is too large for a page.', 'Make it smaller, or put it elsewhere.'],
  'file-private': [
    'A file that nobody means to publish, such as a key; it is left out.',
    'Move it out of the course, or name it in include: of _config.yml.',
  ],
  'file-unreadable': ['A file that cannot be read.', 'Check that it exists, and who may read it.'],
  'file-unused': ['A file that no page uses.', 'Remove it, or link to it.'],
  'folder-built': [
    'A site that was built, among the sources of another.',
    'Delete it, or name it under exclude: in _config.yml.',
  ],
  'folder-unreadable': ['A folder that cannot be read.', 'Check who may read it.'],
  'footnote-missing': [
    'The marker of a footnote that is not there.',
    'Write the footnote, or correct its name.',
  ],
  'footnote-unused': ['A footnote that no marker names.', 'Write its marker, or remove it.'],
  'front-matter-bom': ['Front matter behind a byte order mark.', 'Save the file without one.'],
  'front-matter-invalid': ['Front matter that is no mapping.', 'Write "name: value" on each line.'],
  'front-matter-value': [
    'A `solutions:` in front matter that is none of its values.',
    'Write closed, open or hidden.',
  ],
  'front-matter-yaml': ['Front matter that cannot be read.', 'Correct the YAML.'],
  'full-width-space': ['A full-width space behind a marker.', 'Write a plain space.'],
  'gist-unreadable': ['A tag that names no gist.', 'Write the number of the gist.'],
  'heading-skips': ['A heading that skips a level.', 'Screen readers lose the order. Use the next level.'],
  'heading-space': ['A heading without a space behind its number signs.', 'Write the space.'],
  'history-missing': [
    'A history that is not whole, so that the dates of last changes are left out.',
    'Fetch all of it: git fetch --unshallow, or fetch-depth: 0.',
  ],
  'glossary-data': [
    'Data of the glossary that are no terms with definitions.',
    'They are left out. Write each term as a line of its own in _data/glossary.yml.',
  ],
  'glossary-definition': ['A term of the glossary without a definition.', 'Write it, or take the term out.'],
  'glossary-empty': [
    'A glossary without any term.',
    'Write terms into _data/glossary.yml, or {: .glossary} below a definition list.',
  ],
  'glossary-twice': [
    'A term that is defined at two places.',
    'Readers are led to one of them. Keep one, or name what each is about.',
  ],
  'html-attribute': [
    'A tag whose attributes are not HTML.',
    'Quote the values, with a space between attributes.',
  ],
  'html-block-in-text': ['A block element in a line of text.', 'Put it on lines of its own.'],
  'html-comment': ['A comment that blocks begin within.', 'Put it on lines of its own.'],
  'html-stray-tag': ['A closing tag that closes nothing.', 'Remove it, or write <br> for </br>.'],
  'html-unclosed': ['An element that is not closed.', 'Write the closing tag.'],
  'html-unknown-tag': ['A tag that HTML does not have.', 'Correct its name, or write &lt; for its "<".'],
  'id-duplicate': ['An id that a page has twice.', 'Links go to the first one. Choose another id.'],
  'image-damaged': [
    'A picture of which no smaller variants could be made, as it is damaged.',
    'It is shown as it is. Open it in a program for pictures and save it again.',
  ],
  'image-encoder-missing': [
    'Variants of pictures are wanted, and sharp, which makes them, is not installed.',
    'Pictures are published as they are. Run `npm install --save-dev sharp` in the folder of the course.',
  ],
  'include-missing': ['An include that is not there.', 'Correct its name, or add the file to _includes.'],
  'internal-fault': [
    "A fault of lectern's own.",
    'It costs no more than the message says. Report it with the file: nothing in the file need be wrong.',
  ],
  'layout-loop': ['Layouts that use each other in a circle.', 'Let one of them end the circle.'],
  'layout-missing': ['A layout that is not there.', 'Correct its name, or add the file to _layouts.'],
  'link-baseurl': ['A link that leaves out the baseurl.', 'Write the baseurl, or use relative_url.'],
  'link-broken-markup': [
    'A link that is not written as one.',
    'Close its brackets, and keep its URL on one line.',
  ],
  'link-definition-missing': ['A link whose definition is not there.', 'Write the definition.'],
  'link-empty': ['A link without an address.', 'Write where it leads to.'],
  'link-localhost': ['A link to a computer of your own.', 'Link to the address at which it is published.'],
  'link-moved': ['A link to a page of the web that has moved for good.', 'Write its new address.'],
  'link-tag-missing': ['A {% link %} or {% post_url %} to nothing.', 'Correct the path.'],
  'liquid-argument': ['An argument that Liquid cannot use.', 'Correct the tag or filter.'],
  'liquid-in-math': [
    'Braces of TeX that Liquid takes for its own.',
    'Put a space between the braces for Jekyll.',
  ],
  'liquid-limit': ['Liquid that would not come to an end.', 'Let the template do less.'],
  'liquid-syntax': ['Liquid that cannot be read.', 'Correct the tag.'],
  'liquid-undefined-variable': ['A variable of Liquid that nobody sets.', 'Correct its name.'],
  'liquid-unknown-filter': ['A filter that Liquid does not have.', 'Correct its name.'],
  'liquid-unknown-tag': ['A tag that Liquid does not have.', 'Correct its name.'],
  'list-marker': ['A bullet without a space behind it.', 'Write the space.'],
  'markdown-in-html': [
    'Markdown in raw HTML.',
    'Jekyll shows its signs as they are. Write HTML, or add markdown="span".',
  ],
  'markdown-option': ['An option of Markdown that there is not.', 'Correct its name or value.'],
  'math-asciimath': [
    'A formula in AsciiMath.',
    'It is left to MathJax in the browser. Write it as TeX to have it typeset.',
  ],
  'math-limit': [
    'A formula that is too long, nested too deep, or goes on without end.',
    'It is shown as its TeX. At most 30,000 characters with macros replaced are typeset, 10,000 replacements are made, and 150 levels nested. Break it up.',
  ],
  'math-not-read': [
    'What looks like a formula, and is shown as text.',
    'Readers see TeX. Say in _config.yml which delimiters formulas have, or write $$…$$.',
  ],
  'math-not-typeset': [
    'A page without MathJax that has formulas which are not typeset.',
    'Readers see their TeX. Correct what is told of these formulas.',
  ],
  'mixed-content': ['Something loaded from http: by an https: page.', 'Browsers block it. Write https:.'],
  'navigation-missing': [
    'A page that the navigation names and that is not there.',
    'Correct its name under lectern: navigation: in _config.yml.',
  ],
  'notebook-badge': ['A badge that opens another notebook.', 'Write the path of the notebook it stands in.'],
  'notebook-branch': ['A link to a branch that is not published.', 'Write the branch that is.'],
  'notebook-broken': ['A notebook that GitHub or Colab does not show.', 'Save it again from Jupyter.'],
  'notebook-pages': [
    'Notebooks that readers can only download.',
    'Say under lectern: whether they are pages, too: notebooks: {pages: true}.',
  ],
  'output-foreign': ['A file of somebody else where a page is to be.', 'Move it away.'],
  'page-endless': [
    'A page whose making comes to no end.',
    'Look for a loop without an end in a plugin of the course.',
  ],
  'page-failed': ['A page that could not be made.', 'See the message.'],
  'plugin-failed': [
    'A plugin of the course that has failed at something.',
    'It costs the tag or the pages that the message names. Correct the plugin.',
  ],
  'plugin-report': ['What a plugin of the course reports.', 'The plugin says it.'],
  'plugin-ruby': [
    'Something that the course defines in Ruby, which lectern cannot run.',
    'Write it as a plugin in JavaScript: README.md, "Plugins", says how.',
  ],
  'plugin-unknown': ['A plugin that lectern does not have.', 'What it does is missing from the site.'],
  'plugin-unloadable': ['A plugin of the course that cannot be loaded.', 'Correct the plugin.'],
  'plugins-off': ['Plugins of the course that are switched off.', 'Build without --safe to have them run.'],
  'post-future': ['A post of the future.', 'Build with --future to see it.'],
  'post-name': ['A post whose name has no date.', 'Name it 2026-04-01-title.md.'],
  'preamble-missing': ['A file of macros that is not there.', 'Correct its path.'],
  'reference-ambiguous': [
    'A reference to a name that several other pages have.',
    'It leads to the first of them. Write the page before the "#", or give one of them another name.',
  ],
  'reference-missing': [
    'A reference to a name that nothing in the course has.',
    'Readers see the name in place of a number. Correct it, or give the figure, the theorem or the equation this name.',
  ],
  'repository-inferred': [
    'A repository that nobody named.',
    'Write repository: OWNER/NAME into _config.yml.',
  ],
  'sass-syntax': ['A style sheet that cannot be read.', 'Correct the Sass.'],
  'secret-exposed': [
    'What looks like a passcode, token or key.',
    'Remove it, and have it replaced by a new one.',
  ],
  'source-missing': ['A course that is not there.', 'Correct the path.'],
  'symlink-broken': ['A link of the file system to nothing.', 'Remove it, or restore what it leads to.'],
  'symlink-cycle': ['A link of the file system to a folder around it.', 'Remove it.'],
  'symlink-outside': [
    'A link of the file system out of the course.',
    'Copy what it leads to into the course.',
  ],
  'syntax-foreign': [
    'The syntax of another tool.',
    'Readers see it as it is written. Write it as kramdown has it.',
  ],
  'table-of-text': ['A paragraph that becomes a table for its "|".', 'Write \\| or &#124; for the sign.'],
  'theme-default': [
    'A course with neither layouts nor a theme.',
    "Its pages have lectern's own layouts. Write theme: lectern or theme: none into _config.yml.",
  ],
  'theme-findings': [
    'What a theme has wrong in its own files.',
    'It is not yours to mend. Where a page suffers from it, put a mended copy into the course.',
  ],
  'theme-lock': [
    'A lectern.lock that cannot be read or written.',
    'What it says of themes does not count. Take it from the history, or delete it.',
  ],
  'theme-missing': [
    'A theme that is not on this machine.',
    "lectern's own layouts stand in for it. Fetch it with lectern theme add, or build with --fetch.",
  ],
  'math-text-environment': [
    'An environment of text, such as \\begin{lemma}, which TeX’s mathematics does not have.',
    'It is shown as text. Write a heading, a list or bold words in its place.',
  ],
  'mathjax-config-unreadable': [
    'A configuration of MathJax or KaTeX that a script computes, or that does not lie in the course.',
    'What it says of formulas is not known, so MathJax or KaTeX stays in the page. Write the value out, or put the file into the course.',
  ],
  'url-case': [
    'Two files whose names differ in letter case only.',
    'On a Mac and on Windows only one of them is there. Give one another name.',
  ],
  'url-characters': [
    'A name with a line break or the like in it.',
    'Hardly a link leads to it. Give the file another name.',
  ],
  'url-conflict': [
    'Two sources of which only one can be published.',
    'One of them is left out. Give it another permalink.',
  ],
  'url-reserved': [
    'A file with a name that git or lectern needs.',
    'It is not published. Give it another permalink.',
  ],
  'url-too-long': [
    'An address that is too long for a file.',
    'The file is not published. Give it a shorter permalink.',
  ],
  'word-type': [
    'A word of a language in _data/lectern that is no text.',
    "lectern's own word is used. Put it in quotes.",
  ],
  'word-unknown': [
    'A word in _data/lectern that readers are never shown.',
    'Correct its name: README.md, "Languages", says where they are listed.',
  ],
};

/** What codes of these beginnings have in common. */
const KINDS: readonly (readonly [pattern: RegExp, what: string, help: string])[] = [
  [
    /^(?:figure|file|page|notebook)-missing$/,
    'A link to something that the course does not have.',
    'Readers get an error. Correct the link, or add what it leads to.',
  ],
  [
    /^(?:figure|file|page|notebook)-case$/,
    'A name in other letter case than that of the file.',
    'A Mac opens it, GitHub Pages does not. Write the name as the file has it.',
  ],
  [/^math-macro-/, 'A macro that is odd.', 'Check its name and where it is defined.'],
  [/^math/, 'A formula with something wrong.', 'See the message: it says what TeX cannot read.'],
  [
    /^(?:permalink|paginate|redirect)-/,
    'A setting that cannot be followed.',
    'Correct it in the front matter.',
  ],
];

/** What a code stands for, in a sentence or two. */
export function ruleText(code: string): RuleText {
  const [what, help] =
    TEXTS[code] ?? KINDS.find(([pattern]) => pattern.test(code))?.slice(1) ?? ([code, OTHER_HELP] as const);
  return { what: String(what), help: String(help) };
}

const OTHER_HELP = 'See the message.';
