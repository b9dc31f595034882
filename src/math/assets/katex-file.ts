import { createRequire } from 'node:module';

/**
 * The absolute path of a file that KaTeX's package brings, such as `fonts/KaTeX_Main-Regular.woff2`. KaTeX itself is not
 * loaded for it.
 */
export function katexFile(name: string): string {
  return createRequire(import.meta.url).resolve(`katex/dist/${name}`);
}
