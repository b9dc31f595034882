/** How languages of code are written whose names are not those of their identifiers with a capital. */
const NAMES: Readonly<Record<string, string>> = {
  asm: 'Assembly',
  bibtex: 'BibTeX',
  c: 'C',
  clojure: 'Clojure',
  cmake: 'CMake',
  cpp: 'C++',
  'c++': 'C++',
  cs: 'C#',
  csharp: 'C#',
  css: 'CSS',
  csv: 'CSV',
  cuda: 'CUDA',
  fsharp: 'F#',
  graphql: 'GraphQL',
  hs: 'Haskell',
  html: 'HTML',
  http: 'HTTP',
  ini: 'INI',
  javascript: 'JavaScript',
  jl: 'Julia',
  js: 'JavaScript',
  json: 'JSON',
  jsx: 'JSX',
  latex: 'LaTeX',
  matlab: 'MATLAB',
  md: 'Markdown',
  ocaml: 'OCaml',
  objc: 'Objective-C',
  objectivec: 'Objective-C',
  php: 'PHP',
  powershell: 'PowerShell',
  ps1: 'PowerShell',
  py: 'Python',
  python3: 'Python',
  pycon: 'Python',
  rb: 'Ruby',
  rs: 'Rust',
  scss: 'SCSS',
  sh: 'Shell',
  sql: 'SQL',
  svg: 'SVG',
  tex: 'TeX',
  toml: 'TOML',
  ts: 'TypeScript',
  tsx: 'TSX',
  typescript: 'TypeScript',
  vb: 'Visual Basic',
  wasm: 'WebAssembly',
  xml: 'XML',
  yaml: 'YAML',
  yml: 'YAML',
};

/** Identifiers of text that is in no language. */
const NO_LANGUAGE = /^(?:plaintext|plain|text|txt|none|nohighlight|output)$/;

/** The name of a language as people write it, by the identifier that an author has given; undefined for plain text. */
export function languageName(identifier: string | undefined): string | undefined {
  const id = identifier?.toLowerCase() ?? '';
  if (id === '' || NO_LANGUAGE.test(id)) return undefined;
  return Object.hasOwn(NAMES, id) ? NAMES[id] : id.charAt(0).toUpperCase() + id.slice(1);
}
