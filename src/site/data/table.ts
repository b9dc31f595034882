import { CsvError, parse } from 'csv-parse/sync';
import { parseTime, type Zone } from './time.js';

/** How a data table is read (`csv_reader:`, `tsv_reader:`). */
export interface TableConfig {
  /** Whether the first row names the columns, or the names of the columns. */
  readonly headers: boolean | readonly string[];
  /** Ruby's CSV converters by name: `numeric`, `integer`, `float`, `date`, `date_time`, `all`. */
  readonly converters: readonly string[];
}

/** A data table, or what keeps it from being read. */
export type TableResult =
  | { readonly rows: readonly unknown[]; readonly problem: null }
  | { readonly rows: null; readonly problem: { readonly message: string; readonly line: number } };

/** One field: null where nothing stands between two delimiters, as in Ruby. */
type Field = string | null;

/**
 * Reads a table as Ruby's CSV does for Jekyll (`data_reader.rb`): with headers each row is a mapping, in which the
 * first of two columns with one name counts and a column without a name has the key ''; without, a list.
 */
export function readTable(text: string, delimiter: ',' | '\t', config: TableConfig, zone: Zone): TableResult {
  let records: Field[][];
  try {
    records = parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      record_delimiter: /\n/.test(text) ? '\n' : ['\r', '\n'],
      cast: (value, { quoting }) => (value === '' && !quoting ? null : value),
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error && typeof error['lines'] === 'number' ? error['lines'] : 1;
    return { rows: null, problem: { message: MESSAGES[error.code] ?? `${error.message}.`, line } };
  }
  const convert = converter(config.converters, zone);
  if (config.headers === false) return { rows: records.map((record) => record.map(convert)), problem: null };
  const names = config.headers === true ? records[0] : config.headers;
  const body = config.headers === true ? records.slice(1) : records;
  return { rows: body.map((record) => rowOf(names ?? [], record, convert)), problem: null };
}

function rowOf(
  names: readonly Field[],
  record: readonly Field[],
  convert: (field: Field) => unknown,
): unknown {
  const row = new Map<string, unknown>();
  const isBlank = record.length === 1 && record[0] === null;
  for (let index = 0; index < Math.max(names.length, record.length); index++) {
    const name = names[index] ?? '';
    if (!row.has(name) && !(index >= names.length && isBlank)) row.set(name, convert(record[index] ?? null));
  }
  return Object.fromEntries(row);
}

/** Ruby's CSV converters by name (`CSV::Converters`); `all` and `numeric` stand for several. */
function converter(names: readonly string[], zone: Zone): (field: Field) => unknown {
  const has = (...wanted: string[]) => wanted.some((name) => names.includes(name));
  const numbers = has('numeric', 'all');
  const dates = has('date', 'date_time', 'all');
  return (field) => {
    if (field === null) return null;
    const text = field.trim();
    if ((numbers || has('integer')) && /^[-+]?\d[\d_]*$/.test(text)) return Number(text.replaceAll('_', ''));
    if ((numbers || has('float')) && /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text))
      return Number(text);
    if (dates && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return parseTime(text, zone) ?? field;
    return field;
  };
}

/** csv-parse's errors in words. */
const MESSAGES: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quoted field is never closed.',
  CSV_INVALID_CLOSING_QUOTE: 'Something stands between the end of a quoted field and the next delimiter.',
  INVALID_OPENING_QUOTE: 'A quotation mark stands inside a field that does not begin with one.',
};
