import { crc32, deflateSync } from 'node:zlib';

/** JSON of a notebook, or of a part of it. */
export type Json = Readonly<Record<string, unknown>>;

/** A notebook of nbformat 4 with these cells. */
export function notebook(cells: readonly Json[], metadata: Json = PYTHON): string {
  return `${JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells }, null, 1)}\n`;
}

const PYTHON: Json = { kernelspec: { name: 'python3' }, language_info: { name: 'python' } };

/** A text as notebooks have it: a list of lines. */
export function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

export function markdownCell(source: string, more: Json = {}): Json {
  return { cell_type: 'markdown', metadata: {}, source: lines(source), ...more };
}

export function codeCell(source: string, outputs: readonly Json[] = [], more: Json = {}): Json {
  return {
    cell_type: 'code',
    execution_count: 1,
    metadata: {},
    source: lines(source),
    outputs,
    ...more,
  };
}

export function stream(text: string, name = 'stdout'): Json {
  return { output_type: 'stream', name, text: lines(text) };
}

/** What a cell's last line gives, by media types. */
export function result(data: Json, metadata: Json = {}): Json {
  return { output_type: 'execute_result', execution_count: 1, data, metadata };
}

/** A PNG of a size, in base64; noise makes it as large as a photo. */
export function pngBase64(width: number, height: number, noise?: () => number): string {
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (1 + width), 0x80);
  if (noise !== undefined) for (let at = 0; at < rows.length; at++) rows[at] = Math.floor(noise() * 256);
  for (let row = 0; row < height; row++) rows[row * (1 + width)] = 0;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]).toString('base64');
}
