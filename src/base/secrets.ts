/**
 * Secrets in texts. A registry is written once: what got into it does not come out again. And the runner of a workflow
 * masks secrets in its log alone: what stands in a result goes into comments and check runs as it is.
 */
import type { Environment } from './context.js';

const PATTERNS: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['an AWS key', /\b(AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a GitHub token', /\b(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,})/],
  ['a GitLab token', /\bglpat-[A-Za-z0-9_-]{20,}/],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,}|hooks\.slack\.com\/services\/T[A-Za-z0-9/]{20,}/],
  ['a Google key', /\bAIza[A-Za-z0-9_-]{35}/],
  ['a Hugging Face token', /\bhf_[A-Za-z0-9]{30,}/],
  ['an API key', /\bsk-[A-Za-z0-9_-]{20,}/],
  ['a web token', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/],
  ['an address with a password', /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"{}$]+:[^\s/@'"{}$]{3,}@/i],
  [
    'a password',
    /(password|passwd|secret|api_?key|access_?key|auth_?token)["']?\s*[:=]\s*["'][^"'\s${}<>]{8,}["']/i,
  ],
];

/** The first thing in a text that looks like a secret, with its line from 1; never the thing itself. */
export function secretIn(text: string): { readonly what: string; readonly line: number } | null {
  for (const [index, line] of text.split('\n').entries()) {
    for (const [what, pattern] of PATTERNS) if (pattern.test(line)) return { what, line: index + 1 };
  }
  return null;
}

/** Names of variables whose values are secrets, by custom. */
const SECRET_NAMES =
  /TOKEN|SECRET|PASSW(OR)?D|PASSPHRASE|CREDENTIAL|(^|_)(KEY|PAT|DSN|PWD|AUTH)(_|$)|(API|ACCESS|PRIVATE)KEY|CONNECTION_STRING|DATABASE_URL/i;
/** A shorter value would mask innocent text. */
const MIN_SECRET = 6;
const KEY_BLOCK = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/**
 * What a program of the user printed, as it may be shown to everyone: without the values of variables that hold secrets
 * by their names, and without what looks like one. A secret that a program has split or encoded is not known.
 */
export function withoutSecrets(printed: string, env: Environment): string {
  const values = Object.entries(env)
    .filter(([name]) => SECRET_NAMES.test(name))
    // A key or a file of credentials has several lines, of which one may be printed.
    .flatMap(([, value = '']) => [value, ...value.split(/\r?\n/)].map((line) => line.trim()))
    .filter((value) => value.length >= MIN_SECRET)
    .sort((a, b) => b.length - a.length);
  let text = printed.replace(KEY_BLOCK, '***');
  for (const value of values) text = text.replaceAll(value, '***');
  for (const [, pattern] of PATTERNS) {
    text = text.replace(new RegExp(pattern.source, `g${pattern.flags}`), '***');
  }
  return text;
}
