import { type Program, parse } from 'acorn';

/** A script that was read, or the offset and the reason where it is no JavaScript. */
export type ScriptReading =
  | {
      readonly ok: true;
      readonly program: Program;
      readonly parts: readonly ScriptPart[];
    }
  | { readonly ok: false; readonly at: number; readonly reason: string };

/** Where a statement of a script's top level starts and ends. */
export interface ScriptPart {
  readonly from: number;
  readonly to: number;
}

/** Reads the text of a script. */
export type ScriptReader = (text: string) => ScriptReading;

/** A reader that reads equal scripts once: those of a layout stand on every page. */
export function scriptReader(): ScriptReader {
  const known = new Map<string, ScriptReading>();
  return (text) => {
    const reading = known.get(text) ?? readScript(text);
    known.set(text, reading);
    return reading;
  };
}

/** Reads the code of a script, or of a module where it is none. Nothing is run. */
export function readScript(text: string): ScriptReading {
  const script = parsed(text, 'script');
  const isModule = !script.ok && /\b(?:import|export|await)\b/.test(text);
  const module = isModule ? parsed(text, 'module') : script;
  return module.ok ? module : script;
}

function parsed(text: string, sourceType: 'script' | 'module'): ScriptReading {
  let program: Program;
  try {
    program = parse(text, { ecmaVersion: 'latest', allowReturnOutsideFunction: true, sourceType });
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, at: 0, reason: 'nested too deep' };
    if (!(error instanceof SyntaxError)) throw error;
    const at = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
    return { ok: false, at, reason: error.message.replace(/\s*\(\d+:\d+\)$/, '') };
  }
  return { ok: true, program, parts: program.body.map((node) => ({ from: node.start, to: node.end })) };
}
