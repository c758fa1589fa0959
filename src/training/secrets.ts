/** What looks like a secret in code. A registry is written once: what got into it does not come out again. */

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
