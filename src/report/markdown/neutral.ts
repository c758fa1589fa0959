/**
 * What GitHub makes of plain text beyond Markdown: mentions, references to issues and commits, bare links,
 * emoji names, formulas. None of it is in the CommonMark escapes, so such words become code spans, in which
 * GitHub makes nothing of anything. They stay readable and can be copied, which an invisible break is not.
 */

export interface Token {
  readonly type: 'text' | 'code';
  readonly value: string;
}

/** What GitHub would turn into something; one hit makes the whole word a code span. */
const RISKY = new RegExp(
  [
    // @user, user@host, owner/repo@commit
    '@',
    // https://…, any scheme; www.…; mailto: and xmpp:
    '://',
    String.raw`www\.`,
    '(?:mailto|xmpp):',
    // #123, owner/repo#123, GH-123
    String.raw`#\d`,
    String.raw`gh-\d`,
    // a commit: seven or more hexadecimal digits
    String.raw`\b[0-9a-f]{7,}\b`,
    // :emoji:
    ':[a-z0-9_+-]+:',
    // $formula$
    String.raw`\$`,
  ].join('|'),
  'iu',
);
/**
 * A word ends at white space, and at `|`, `\` and `` ` ``, which a code span inside a table cell cannot hold
 * in every parser; none of the three is part of anything above.
 */
const WORD = /[^\s|\\`]+/gu;

/** A decimal number, alone or at an edge of an interval: its digits are no commit, and half a bracket is no word. */
const DECIMAL = /^[[(]?[−+-]?\d[\d,]*\.\d+[\]),;]*$/u;

/** True where GitHub would turn some word of it into something else than text. */
export function isRisky(prose: string): boolean {
  return RISKY.test(prose);
}

/** Splits prose at the words that GitHub would turn into something else than text. */
export function neutralTokens(prose: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of prose.matchAll(WORD)) {
    if (!RISKY.test(match[0]) || DECIMAL.test(match[0])) continue;
    // A comma after a word is not part of it; what is left must hold the risk by itself, or all stays code.
    const bare = match[0].replace(/[,.;!?)]+$/u, '');
    const word = RISKY.test(bare) && !RISKY.test(match[0].slice(bare.length)) ? bare : match[0];
    push(tokens, 'text', prose.slice(end, match.index));
    push(tokens, 'code', word);
    end = match.index + word.length;
  }
  push(tokens, 'text', prose.slice(end));
  return tokens;
}

function push(tokens: Token[], type: Token['type'], value: string): void {
  if (value === '') return;
  tokens.push({ type, value });
}

/** Text inside HTML (a summary line): no Markdown is read there, but mentions and references are. */
export function neutralHtml(prose: string): string {
  return neutralTokens(prose)
    .map((token) => {
      const escaped = escapeHtml(token.value);
      return token.type === 'code' ? `<code>${escaped}</code>` : escaped;
    })
    .join('');
}

export function escapeHtml(raw: string): string {
  return raw
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
