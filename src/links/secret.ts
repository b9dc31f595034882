import {
  type Diagnostic,
  diagnostic,
  locator,
  type MappedText,
  mapSource,
  type SourceText,
} from '../diagnostics/index.js';

interface SecretKind {
  readonly what: string;
  /** Group 1, where there is one, is the secret; else the whole match. */
  readonly pattern: RegExp;
  readonly severity: 'error' | 'warning';
  readonly hint: string;
}

const REVOKE =
  'Revoke it where it was issued, then take it out of the page: everybody can read its history too.';
const ASK = 'Hand it out to the participants by another way, and take it out of the page.';

/** What is plainly a secret: keys by the prefixes that their issuers gave them, and passcodes that say so. */
const SECRETS: readonly SecretKind[] = [
  {
    what: 'a private key',
    pattern: /-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY-----/g,
    severity: 'error',
    hint: REVOKE,
  },
  {
    what: 'an access key of AWS',
    pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
    severity: 'error',
    hint: REVOKE,
  },
  {
    what: 'a token of GitHub',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{50,255})\b/g,
    severity: 'error',
    hint: REVOKE,
  },
  { what: 'a token of GitLab', pattern: /\bglpat-[A-Za-z0-9_-]{20}\b/g, severity: 'error', hint: REVOKE },
  { what: 'a token of Hugging Face', pattern: /\bhf_[A-Za-z0-9]{34}\b/g, severity: 'error', hint: REVOKE },
  {
    what: 'a key of OpenAI or Anthropic',
    pattern: /\bsk-(?=[A-Za-z_-]{0,200}\d)(?:(?:proj|svcacct|ant-api03)-)?[A-Za-z0-9_-]{32,200}\b/g,
    severity: 'error',
    hint: REVOKE,
  },
  {
    what: 'a token of Slack',
    pattern: /\bxox[abprs]-[A-Za-z0-9-]{20,200}\b/g,
    severity: 'error',
    hint: REVOKE,
  },
  { what: 'an API key of Google', pattern: /\bAIza[0-9A-Za-z_-]{35}/g, severity: 'warning', hint: REVOKE },
  {
    what: 'a passcode within a link to a meeting',
    pattern: /\bzoom\.us\/[jws]\/[^\s"'<>)]{1,80}[?&;]pwd=([\w.-]{6,80})/g,
    severity: 'warning',
    hint: ASK,
  },
  {
    what: 'a passcode',
    pattern:
      /(?:\bpass ?code|\bmeeting password|パスコード|ミーティング(?:の)?パスワード|会議(?:の)?パスワード)[ \t*_]{0,4}[:：][ \t*_`]{0,4}([^\s<>"'`*、。,()（）[\]{}]{4,40})/gi,
    severity: 'warning',
    hint: ASK,
  },
  {
    what: 'a password',
    pattern: /(?:\bpassword|パスワード)[ \t*_]{0,4}[:：][ \t*_`]{0,4}([^\s<>"'`*、。,()（）[\]{}]{6,40})/gi,
    severity: 'warning',
    hint: ASK,
  },
];

/**
 * What in a published page is plainly a passcode, a token or a key. Words that stand for a secret to be filled in
 * (`xxxx`, `YOUR-TOKEN`) are none, and a passcode must have a digit. What is found is named only by its
 * beginning, since reports are read by others.
 */
export function exposedSecrets(page: MappedText): Diagnostic[] {
  if (!MAYBE_KEY.test(page.text) && !MAYBE_PASSCODE.test(page.text)) return [];
  return secretsIn(page, SECRETS, false);
}

function secretsIn(page: MappedText, kinds: readonly SecretKind[], needsBody: boolean): Diagnostic[] {
  const place = locator(page);
  // What is both a passcode and a password is told once.
  const told = new Set<number>();
  return kinds.flatMap(({ what, pattern, severity, hint }) =>
    [...page.text.matchAll(pattern)].flatMap((match) => {
      const secret = match[1] ?? match[0];
      if (match[1] !== undefined && !isFilledIn(secret)) return [];
      const end = match.index + match[0].length;
      const isKey = secret.startsWith('-----');
      if (isKey && needsBody && !KEY_BODY.test(page.text.slice(end, end + LONGEST_HEADERS))) return [];
      const at = match.index + match[0].lastIndexOf(secret);
      if (told.has(at)) return [];
      told.add(at);
      const text = isKey ? secret : `${secret.slice(0, 3)}…`;
      const message = `This looks like ${what}, and everybody can read it.`;
      return [diagnostic(severity, 'secret-exposed', place(at), message, { text, hint })];
    }),
  );
}

/** How far behind its first line a key is looked for. */
const LONGEST_HEADERS = 400;

/** What is known by its form alone, and not by a word beside it, which in a program may be a variable's name. */
const KEYS = SECRETS.filter(({ severity, hint }) => severity === 'error' || hint === REVOKE);

/** What no text lacks that has a key: two patterns are looked for faster than all of those. */
const MAYBE_KEY =
  /PRIVATE KEY-----|\bA[KS]IA[0-9A-Z]|\bgh[pousr]_|github_pat_|glpat-|\bhf_|\bsk-|\bxox[abprs]-|\bAIza/;
const MAYBE_PASSCODE = /pass ?(?:code|word)|pwd=|パスコード|パスワード/i;
/** What stands behind the first line of a key: its headers, and then the key. */
const KEY_BODY = /^(?:\\n|\s)*(?:[\w-]+: [^\n]*\n\s*)*[A-Za-z0-9+/=]{40}/;

/**
 * What is plainly a token or a key in a file that is published as it is, and, where people write it (`isProse`), a passcode.
 * A private key must have its key behind its first line, which programs and examples name alone.
 */
export function exposedSecretsOfFile({ file, text }: SourceText, isProse: boolean): Diagnostic[] {
  if (!MAYBE_KEY.test(text) && !(isProse && MAYBE_PASSCODE.test(text))) return [];
  return secretsIn(mapSource({ file, text }), isProse ? SECRETS : KEYS, true);
}

function isFilledIn(secret: string): boolean {
  return /\d/.test(secret) && !/^(?:https?:|your|example|xxx|\*\*\*|\.\.\.|…)/i.test(secret);
}
