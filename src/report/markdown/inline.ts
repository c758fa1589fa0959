/** Inline content as GitHub-flavoured Markdown: one line, in which nothing but our own structure has a meaning. */
import type { InlineCode, PhrasingContent, Text } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { type Options, toMarkdown } from 'mdast-util-to-markdown';
import type { Verdict } from '../../results/index.js';
import type { Content, Inline } from '../document.js';
import { NO_BREAK } from '../text.js';
import { escapeHtml, isRisky, neutralHtml, neutralTokens } from './neutral.js';

export const SYMBOLS: Readonly<Record<Verdict, string>> = {
  pass: '✅',
  warn: '⚠️',
  fail: '❌',
  inconclusive: '❔',
  error: '🛑',
  skipped: '⏭️',
};

const OPTIONS: Options = {
  bullet: '-',
  fences: true,
  extensions: [gfmTableToMarkdown({ tablePipeAlign: false })],
  // Strikethrough is GitHub's own; one tilde on each side is enough for it.
  unsafe: [{ character: '~', inConstruct: 'phrasing' }],
};

/** One line for a paragraph, list item or heading. */
export function paragraphLine(content: Content): string {
  return plainLine(content) ?? parsedLine(content);
}

/** The line by way of the library, which knows of every sign that could begin something. */
export function parsedLine(content: Content): string {
  return line(toMarkdown({ type: 'paragraph', children: phrasing(content) }, OPTIONS));
}

export function headingLine(level: number, content: Content): string {
  return `${'#'.repeat(level)} ${line(toMarkdown({ type: 'paragraph', children: phrasing(content) }, OPTIONS))}`;
}

/** Letters, digits and signs that begin nothing in Markdown inside a cell, and white space only between them. */
const PLAIN = /^[\p{L}\p{N}−≤≥—][\p{L}\p{N}\u00a0 ,.%()−≤≥—]*(?<! )$/u;
const PLAIN_CODE = /^[^\s|\\`]+$/u;

/** Letters, digits and signs that mean nothing between words; a colon only at the end of one, as it is no `:emoji:`. */
const PLAIN_TEXT = /^(?:[\p{L}\p{N}\u00a0 ,.%()−≤≥—·→…↑↓"';/=+-]|:(?= ))*$/u;

/**
 * The line where nothing in it needs a parser to be safe, else null. The report of a large run has thousands of such
 * lines, and the parser takes most of the time that publishing them costs.
 */
export function plainLine(content: Content): string | null {
  const parts: string[] = [];
  let last = '';
  for (const inline of joined(content)) {
    if (inline.type === 'text') {
      if (inline.text === '') continue;
      if (!PLAIN_TEXT.test(inline.text) || isRisky(inline.text)) return null;
      parts.push(inline.text);
    } else if (inline.type === 'code') {
      // Two code spans side by side would be one with other ends.
      if (!PLAIN_CODE.test(inline.text) || last === 'code') return null;
      parts.push(`\`${inline.text}\``);
    } else if (inline.type === 'verdict' && inline.bare) parts.push(SYMBOLS[inline.verdict]);
    else return null;
    last = inline.type;
  }
  const whole = parts.join('');
  // What stands first could begin a list or a rule, and blanks at the ends would be lost.
  return /^[\p{L}`✅⚠❌❔🛑⏭]/u.test(whole) && !whole.endsWith(' ') && !whole.includes('  ') ? whole : null;
}

/** `−0.05 [−0.06, −0.04]`: only the bracket could begin something. */
const NUMBER_AND_INTERVAL = /^[−+]?\d[\d.,]* \[[−+]?\d[\d.,]*, [−+]?\d[\d.,]*\]$/u;

/** The inside of a table cell, without the pipes around it. */
export function cellLine(content: Content): string {
  const [only, ...others] = content;
  // Most cells of a large table are a number, a word or a name; they need no parser to be safe.
  if (only === undefined) return '';
  if (others.length === 0 && only.type === 'text' && PLAIN.test(only.text) && !isRisky(only.text))
    return only.text.trim();
  if (others.length === 0 && only.type === 'code' && PLAIN_CODE.test(only.text)) return `\`${only.text}\``;
  if (others.length === 0 && only.type === 'verdict' && !only.bare)
    return `${SYMBOLS[only.verdict]}${NO_BREAK}**${only.verdict}**`;
  if (others.length === 0 && only.type === 'text' && NUMBER_AND_INTERVAL.test(only.text))
    return only.text.replace('[', '\\[');
  return plainLine(content)?.trim() ?? parsedCell(content);
}

/** The cell by way of the library. */
export function parsedCell(content: Content): string {
  return line(toMarkdown({ type: 'tableCell', children: phrasing(content) }, OPTIONS)).trim();
}

/** A fenced block. Nothing in a fence has a meaning, and the fence is longer than any inside. */
export function fencedBlock(lines: readonly string[], lang?: 'mermaid'): string {
  return toMarkdown({ type: 'code', value: lines.join('\n'), ...(lang && { lang }) }, OPTIONS).replace(
    /\n+$/,
    '',
  );
}

/** The inside of `<summary>`, as HTML. */
export function summaryHtml(content: Content): string {
  return joined(content).map(inlineHtml).join('');
}

function inlineHtml(inline: Inline): string {
  switch (inline.type) {
    case 'text':
    case 'link':
      return neutralHtml(inline.text);
    case 'code':
      return `<code>${escapeHtml(inline.text)}</code>`;
    case 'strong':
      return `<b>${summaryHtml(inline.children)}</b>`;
    case 'verdict':
      return verdictWords(inline.verdict, inline.bare);
  }
}

function verdictWords(verdict: Verdict, bare: boolean): string {
  return bare ? SYMBOLS[verdict] : `${SYMBOLS[verdict]} ${verdict}`;
}

function line(markdown: string): string {
  return markdown.replace(/\n+$/, '');
}

/** Neighbouring texts as one: `#` and `12` mean nothing apart, and something together. */
function joined(content: Content): Inline[] {
  const inlines: Inline[] = [];
  for (const inline of content) {
    const last = inlines.at(-1);
    if (last?.type === 'text' && inline.type === 'text') {
      inlines[inlines.length - 1] = { type: 'text', text: last.text + inline.text };
    } else {
      inlines.push(inline);
    }
  }
  return inlines;
}

function phrasing(content: Content): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  for (const inline of joined(content)) {
    switch (inline.type) {
      case 'text':
        for (const node of prose(inline.text)) add(nodes, node);
        break;
      case 'code':
        // A pipe after a backslash inside a code span splits the cell in some parsers and not in others.
        if (inline.text.includes('\\|')) for (const node of prose(inline.text)) add(nodes, node);
        else add(nodes, { type: 'inlineCode', value: inline.text });
        break;
      case 'strong':
        add(nodes, { type: 'strong', children: phrasing(inline.children) });
        break;
      case 'link':
        add(nodes, { type: 'link', url: inline.url, children: prose(inline.text) });
        break;
      case 'verdict':
        if (inline.bare) add(nodes, { type: 'text', value: SYMBOLS[inline.verdict] });
        else {
          add(nodes, { type: 'text', value: `${SYMBOLS[inline.verdict]}${NO_BREAK}` });
          add(nodes, { type: 'strong', children: [{ type: 'text', value: inline.verdict }] });
        }
        break;
    }
  }
  return nodes;
}

function prose(text: string): (Text | InlineCode)[] {
  return neutralTokens(text).map((token) =>
    token.type === 'code' ? { type: 'inlineCode', value: token.value } : { type: 'text', value: token.value },
  );
}

function add(nodes: PhrasingContent[], node: PhrasingContent): void {
  const last = nodes.at(-1);
  if (last?.type === 'inlineCode' && node.type === 'inlineCode') nodes.push({ type: 'text', value: ' ' });
  if (last?.type === 'text' && node.type === 'text')
    nodes[nodes.length - 1] = mergeText(last.value, node.value);
  else nodes.push(node);
}

function mergeText(a: string, b: string): PhrasingContent {
  return { type: 'text', value: a + b };
}
