import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createTextRenderer, type RenderedText, type TextRenderer } from '../../course/index.js';
import { printableJson } from '../../diagnostics/index.js';
import { diagnosticsPrinter } from '../findings/index.js';
import { foreignText, type Terminal, tellFault } from '../terminal/index.js';

/** What the command line of `lectern render` said. */
export interface RenderCommandOptions {
  readonly batch?: boolean;
  readonly dollars?: boolean;
  /** False where `--no-mend` was given. */
  readonly mend?: boolean;
  readonly dialect: 'kramdown' | 'commonmark';
}

/** Exit status for a command line that asks for two things at once. */
const WRONG_USAGE = 2;

/**
 * `lectern render`: prints the HTML of the page in `file`, or of the Markdown on standard input (`-`), or with `--batch` answers
 * lines of `{"id","text"}` by lines of `{"id","html","diagnostics"}` until its input ends. Exit status 1 where
 * the text could not be read, 2 where a file is named with `--batch`.
 */
export async function render(
  file: string,
  options: RenderCommandOptions,
  terminal: Terminal,
): Promise<number> {
  if (options.batch === true && file !== '-') {
    terminal.writeError('With --batch the texts come from standard input: leave out the file.\n');
    return WRONG_USAGE;
  }
  const renderer = createTextRenderer({
    dialect: options.dialect,
    dollars: options.dollars === true,
    mend: options.mend !== false,
  });
  if (options.batch === true) return renderBatch(renderer, terminal);
  let rendered: RenderedText;
  try {
    rendered =
      file === '-'
        ? renderer.renderText(await readInput(terminal), file)
        : renderer.renderPage(await readFile(path.resolve(terminal.cwd, file), 'utf8'), file);
  } catch (error) {
    tellFault(error, terminal);
    return 1;
  }
  const { html, diagnostics } = rendered;
  terminal.writeData(foreignText(html, terminal));
  diagnosticsPrinter({ ...terminal, write: terminal.writeError }, { quiet: false, all: true })(diagnostics);
  return 0;
}

async function readInput(terminal: Terminal): Promise<string> {
  let text = '';
  for await (const line of terminal.input) text += `${line}\n`;
  return text;
}

/** A line that is no JSON, or lacks its text, is answered with an error; the next line is read all the same. */
async function renderBatch(renderer: TextRenderer, terminal: Terminal): Promise<number> {
  for await (const line of terminal.input) {
    if (line.trim() === '') continue;
    const request = readRequest(line);
    const answer =
      'error' in request
        ? request
        : { id: request.id, ...renderer.renderText(request.text, String(request.id ?? '-')) };
    terminal.writeData(`${printableJson(JSON.stringify(answer))}\n`);
  }
  return 0;
}

type Request =
  | { readonly id: unknown; readonly text: string }
  | { readonly id: unknown; readonly error: string };

function readRequest(line: string): Request {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    return { id: null, error: 'This line is not JSON: write one object with "id" and "text" a line.' };
  }
  const id = typeof data === 'object' && data !== null && 'id' in data ? data.id : null;
  const text = typeof data === 'object' && data !== null && 'text' in data ? data.text : undefined;
  return typeof text === 'string' ? { id, text } : { id, error: 'The object on this line has no "text".' };
}
