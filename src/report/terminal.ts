/**
 * A document for a terminal: plain text with colours, tables by columns, folded parts cut to a few rows.
 * Light on purpose (no Markdown, HTML or XML library): the shells load it after every command.
 */
import type { Result, Verdict } from '../results/index.js';
import { buildReport, buildResult, type ReportOptions } from './build/index.js';
import type { Block, Charts, Column, Content, Document, Table } from './document.js';
import { dataTable } from './figure-numbers.js';
import { glyphLines } from './glyphs.js';
import { SYMBOLS } from './symbols.js';
import { clip, plural } from './text.js';

export interface TerminalOptions {
  readonly color: boolean;
  /** Columns of the terminal; long lines are wrapped and wide tables cut to it. */
  readonly width: number;
}

/** Rows of a folded table, and items of a folded list. */
const FOLDED_ROWS = 10;
const FOLDED_CHARTS = 4;
const MIN_WIDTH = 40;

/** What a command says at its end. Ends with a line end. */
export function renderTerminal(result: Result, options: TerminalOptions): string {
  return renderTerminalDocument(buildResult(result), options);
}

/** All results of a run, for `report --format terminal`. */
export function renderTerminalReport(
  results: readonly Result[],
  options: TerminalOptions,
  about: ReportOptions = {},
): string {
  return renderTerminalDocument(buildReport(results, about), options);
}

export function renderTerminalDocument(document: Document, options: TerminalOptions): string {
  const style = styleOf(options.color);
  const width = Math.max(MIN_WIDTH, Math.floor(options.width));
  const chunks = document.blocks.map((block) => blockLines(block, { style, width, folded: false }));
  return `${chunks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

interface Scope {
  readonly style: Style;
  readonly width: number;
  readonly folded: boolean;
}

function blockLines(block: Block, scope: Scope): string[] {
  const { style, width } = scope;
  switch (block.type) {
    case 'heading':
      return wrap(inlineText(block.content, style), width).map((line) =>
        block.level === 2 ? line : style.bold(line),
      );
    case 'paragraph':
      return wrap(inlineText(block.content, style), width);
    case 'list': {
      const items = scope.folded ? block.items.slice(0, FOLDED_ROWS) : block.items;
      const lines = items.flatMap((item) =>
        wrap(inlineText(item, style), width - 4).map((line, index) => `  ${index === 0 ? '' : '  '}${line}`),
      );
      return [...lines, ...moreLine(block.items.length - items.length, 'line', style)];
    }
    case 'table':
      return tableLines(block, scope);
    case 'code':
      return [...block.lines];
    case 'details': {
      const inner = block.blocks.map((child) => blockLines(child, { style, width: width - 2, folded: true }));
      const body = inner
        .filter((lines) => lines.length > 0)
        .flatMap((lines, at) => (at === 0 ? lines : ['', ...lines]));
      return [
        style.bold(inlineText(block.summary, style)),
        ...body.map((line) => (line === '' ? '' : `  ${line}`)),
      ];
    }
    case 'charts':
      return chartLines(block, scope);
    case 'histograms':
      return [];
  }
}

/** Glyphs; a matrix as a table. Folded, at most four charts: the page has all. */
function chartLines(block: Charts, scope: Scope): string[] {
  const shown = scope.folded ? block.charts.slice(0, FOLDED_CHARTS) : block.charts;
  const parts = shown.map((chart) =>
    chart.figure.kind === 'matrix'
      ? [chart.title, ...tableLines(dataTable(chart), scope)]
      : glyphLines(chart).map((line) => clip(line, Math.max(scope.width, MIN_WIDTH))),
  );
  return [
    ...parts.flatMap((lines, at) => (at === 0 ? lines : ['', ...lines])),
    ...moreLine(block.charts.length - shown.length, 'chart', scope.style),
  ];
}

function moreLine(count: number, what: string, style: Style): string[] {
  return count > 0
    ? [`  ${style.dim(`… ${plural(count, `more ${what}`)}: \`assay report\` shows all`)}`]
    : [];
}

const GAP = 2;
const MIN_LAST = 16;
const MIN_WORDS = 12;

/** Columns as wide as their longest cell; the last one takes what is left and wraps. */
function tableLines(block: Table, scope: Scope): string[] {
  const { style, width } = scope;
  const rows = scope.folded ? block.rows.slice(0, FOLDED_ROWS) : block.rows;
  const cells = rows.map((row) => block.columns.map((_, index) => inlineText(row[index] ?? [], style)));
  const natural = block.columns.map((column, index) =>
    Math.max(length(column.title), ...cells.map((row) => length(row[index] ?? ''))),
  );
  const widths = fitWidths(natural, block.columns, width);
  const last = widths.length - 1;
  const render = (values: readonly string[]): string[] => {
    const final = wrap(values[last] ?? '', widths[last] ?? MIN_LAST);
    const indent = widths.slice(0, last).reduce((sum, size) => sum + size + GAP, 0);
    const head = values
      .slice(0, last)
      .map((value, index) => pad(value, widths[index] ?? 0, block.columns[index]?.align === 'right'))
      .join(' '.repeat(GAP));
    const first = `${head}${last > 0 ? ' '.repeat(GAP) : ''}${final[0] ?? ''}`;
    return [first.trimEnd(), ...final.slice(1).map((line) => `${' '.repeat(indent)}${line}`)];
  };
  return [
    ...render(block.columns.map((column) => style.dim(column.title))),
    ...cells.flatMap(render),
    ...moreLine(block.rows.length - rows.length, 'row', style),
  ];
}

/**
 * Shrinks the last column first, then the widest columns of words. Numbers are never cut: a table that is
 * still too wide is left to the terminal.
 */
function fitWidths(natural: readonly number[], columns: readonly Column[], width: number): number[] {
  const widths = [...natural];
  const last = widths.length - 1;
  const excess = () => widths.reduce((sum, size) => sum + size, 0) + GAP * last - width;
  const shrink = (index: number, least: number) => {
    const size = widths[index] ?? 0;
    widths[index] = Math.max(Math.min(least, size), size - excess());
  };
  if (excess() > 0) shrink(last, MIN_LAST);
  const words = columns
    .map((column, index) => ({ column, index }))
    .filter(({ column, index }) => index < last && column.align === 'left')
    .sort((a, b) => (natural[b.index] ?? 0) - (natural[a.index] ?? 0));
  for (const { index } of words) if (excess() > 0) shrink(index, MIN_WORDS);
  return widths;
}

function inlineText(content: Content, style: Style): string {
  return content
    .map((inline) => {
      switch (inline.type) {
        case 'strong':
          return style.bold(inlineText(inline.children, style));
        case 'link':
          return `${inline.text} (${inline.url})`;
        case 'verdict':
          return style.verdict(
            inline.verdict,
            inline.bare ? SYMBOLS[inline.verdict] : `${SYMBOLS[inline.verdict]} ${inline.verdict}`,
          );
        default:
          return inline.text;
      }
    })
    .join('');
}

interface Style {
  bold(text: string): string;
  dim(text: string): string;
  verdict(verdict: Verdict, text: string): string;
}
const COLORS: Readonly<Record<Verdict, string>> = {
  pass: '32',
  warn: '33',
  fail: '31',
  inconclusive: '35',
  error: '31',
  skipped: '2',
};
function styleOf(color: boolean): Style {
  const paint = (code: string, text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  return {
    bold: (text) => paint('1', text),
    dim: (text) => paint('2', text),
    verdict: (verdict, text) => paint(COLORS[verdict], text),
  };
}

// Our own colour codes are the only escapes that can be here: text from outside has none left.
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
function length(text: string): number {
  return [...text.replace(ESCAPES, '')].length;
}

function pad(value: string, size: number, right: boolean): string {
  const missing = size - length(value);
  if (missing < 0) return clip(value.replace(ESCAPES, ''), size);
  return right ? `${' '.repeat(missing)}${value}` : `${value}${' '.repeat(missing)}`;
}

/** Breaks at spaces; a word longer than the line keeps its length, since a cut path is of no use. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    if (line === '') {
      line = word;
    } else if (length(line) + 1 + length(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = `${line} ${word}`;
    }
  }
  return [...lines, line];
}
