import { createHash, hash } from 'node:crypto';

/** Bytes of a fingerprint: as many as keep equal ones from happening by chance. */
const LENGTH = 18;

/** Letters of a fingerprint. */
export const FINGERPRINT_LENGTH = (LENGTH * 4) / 3;

/** The fingerprint of a text or of bytes: equal ones have equal fingerprints, on every machine. */
export function textFingerprint(content: string | Uint8Array): string {
  return hash('sha256', content, 'base64url').slice(0, FINGERPRINT_LENGTH);
}

/** A fingerprint that is taken of pieces, one behind the other. */
export interface StartedFingerprint {
  readonly add: (piece: string | Uint8Array) => void;
  readonly end: () => string;
}

/** Starts the fingerprint of a text or of bytes. */
export function startFingerprint(): StartedFingerprint {
  const started = createHash('sha256');
  return {
    add: (piece) => void started.update(piece),
    end: () => started.digest().subarray(0, LENGTH).toString('base64url'),
  };
}

/**
 * The fingerprint of plain data: of all that a template could see of a value, so that a date is told from the string
 * that it is written as, and one order of keys from another. Getters are not called: what is computed when it is read
 * has fingerprints of its own.
 */
export function fingerprint(value: unknown): string {
  const parts: string[] = [];
  write(value, parts);
  return textFingerprint(parts.join(''));
}

/** Writes a value so that no two different values are written alike: what has a length says it. */
function write(value: unknown, parts: string[]): void {
  if (typeof value === 'string') {
    parts.push('s', String(value.length), ':', value);
  } else if (typeof value !== 'object' || value === null) {
    parts.push(typeof value, ' ', Object.is(value, -0) ? '-0' : String(value), ';');
  } else if (value instanceof Date) {
    // One of a class of its own says itself when it is read, unless it has data of its own.
    const isPlain = value.constructor === Date || Object.keys(value).length > 0;
    parts.push('d', isPlain ? String(value.getTime()) : '', ';');
    writeObject(value, parts);
  } else if (Array.isArray(value)) {
    parts.push('[', String(value.length), ':');
    for (const item of value) write(item, parts);
  } else if (value instanceof Map || value instanceof Set) {
    parts.push(value instanceof Map ? 'm' : 't', String(value.size), ':');
    for (const item of value) write(item, parts);
  } else {
    writeObject(value, parts);
  }
}

function writeObject(value: object, parts: string[]): void {
  const keys = Object.keys(value);
  parts.push('{', className(value), String(keys.length), ':');
  for (const key of keys) {
    write(key, parts);
    write(Object.getOwnPropertyDescriptor(value, key)?.value, parts);
  }
}

/** The name of an object's class; '' for a plain object. */
function className(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || typeof prototype !== 'object' || prototype === null) return '';
  return prototype.constructor.name;
}
