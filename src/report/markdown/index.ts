/**
 * A document as GitHub-flavoured Markdown, within a budget. What does not fit is left out by whole rows,
 * items and sections, the least important first, and the text says how much is missing and where it is.
 */
import type { Block, Content, Document, Keep, Table } from '../document.js';
import { link, strong, text } from '../document.js';
import type { Chart } from '../figure.js';
import { dataTable } from '../figure-numbers.js';
import { glyphLines } from '../glyphs.js';
import { plural } from '../text.js';
import { cellLine, fencedBlock, headingLine, paragraphLine, summaryHtml } from './inline.js';
import { mermaidLines } from './mermaid.js';

/** GitHub refuses a longer comment or check-run text. */
export const COMMENT_LIMIT: Limit = { max: 65_536, measure: (s) => s.length };
/** Of a check run it counts bytes in some messages and characters in others, so bytes are what is safe. */
export const CHECK_LIMIT: Limit = { max: 65_535, measure: (s) => Buffer.byteLength(s) };
/** For a server that refused the longer text for a reason of its own. */
export const TIGHT_LIMIT: Limit = { max: 16_384, measure: (s) => Buffer.byteLength(s) };
/** GitHub drops the whole summary of a step that is longer. */
export const SUMMARY_LIMIT: Limit = { max: 1024 * 1024, measure: (s) => Buffer.byteLength(s) };

export interface Limit {
  readonly max: number;
  measure(text: string): number;
}

export interface MarkdownOptions {
  /** First line, hidden: an HTML comment of ours. */
  readonly marker?: string;
  /** Last line, hidden as well. */
  readonly tail?: string;
  readonly limit?: Limit;
  /** Where the uncut report is, for the notice of a cut. */
  readonly fullReportUrl?: string | null;
  /** Charts as a few glyphs (the default), or as Mermaid, which GitHub draws, where it has such a chart. */
  readonly charts?: 'glyphs' | 'mermaid';
}

export interface Rendered {
  readonly text: string;
  /** How many rows, items and sections were left out; 0 where all is there. */
  readonly leftOut: number;
}

const NOTICE_ROOM = 400;
type ChartStyle = 'glyphs' | 'mermaid';

export function renderMarkdown(document: Document, options: MarkdownOptions = {}): Rendered {
  const limit = options.limit ?? { max: Number.MAX_SAFE_INTEGER, measure: (s: string) => s.length };
  const head = options.marker === undefined ? [] : [options.marker];
  const tail = options.tail === undefined ? [] : [options.tail];
  const cut = fitBlocks(document.blocks, room(limit, [...head, ...tail]), options.charts ?? 'glyphs');
  if (cut.leftOut === 0) return { text: join([...head, ...cut.chunks, ...tail]), leftOut: 0 };
  const notice = paragraphLine([
    strong(text('Cut to fit:')),
    text(` ${plural(cut.leftOut, 'row or section', 'rows or sections')} left out. `),
    link('The full report is with the run', options.fullReportUrl ?? null),
    text('.'),
  ]);
  return { text: join([...head, ...cut.chunks, notice, ...tail]), leftOut: cut.leftOut };
}

/** What is left for the blocks. The notice of a cut always has its room, so that one pass decides. */
function room(limit: Limit, fixed: readonly string[]): Limit {
  const used = fixed.reduce((sum, chunk) => sum + limit.measure(chunk) + 2, 0);
  return { ...limit, max: limit.max - used - NOTICE_ROOM };
}

function join(chunks: readonly string[]): string {
  return `${chunks.join('\n\n')}\n`;
}

interface Fitted {
  readonly chunks: readonly string[];
  readonly leftOut: number;
}

const RANKS: readonly Keep[] = ['always', 'normal', 'spare'];
/** One block that must stay takes at most this share, so that what follows it has room as well. */
const ALWAYS_SHARE = 0.6;

/** Gives room to blocks by importance, then puts them back in their order. */
function fitBlocks(blocks: readonly Block[], limit: Limit, charts: ChartStyle): Fitted {
  const chunks = new Map<number, string>();
  let left = limit.max;
  let leftOut = 0;
  for (const keep of RANKS) {
    let sharing = blocks.filter((block) => block.keep === keep && isFair(block)).length;
    blocks.forEach((block, index) => {
      if (block.keep !== keep || block.type === 'histograms') return;
      let max = keep === 'always' ? Math.min(left, Math.floor(limit.max * ALWAYS_SHARE)) : left;
      if (isFair(block)) {
        max = Math.floor(left / sharing);
        sharing -= 1;
      }
      const rendered = renderBlock(block, { ...limit, max: max - 2 }, charts);
      leftOut += rendered.leftOut;
      if (rendered.chunks.length === 0) return;
      const chunk = rendered.chunks.join('\n');
      chunks.set(index, chunk);
      left -= limit.measure(chunk) + 2;
    });
  }
  return { chunks: withoutEmptyHeadings(blocks, chunks), leftOut };
}

function isFair(block: Block): boolean {
  return block.type === 'details' && block.fair;
}

/** A heading stays only where something of its section did. */
function withoutEmptyHeadings(blocks: readonly Block[], chunks: ReadonlyMap<number, string>): string[] {
  const kept: string[] = [];
  blocks.forEach((block, index) => {
    const chunk = chunks.get(index);
    if (chunk === undefined) return;
    if (block.type === 'heading' && block.keep !== 'always') {
      const next = blocks.findIndex((_, later) => later > index && chunks.has(later));
      if (next < 0 || blocks[next]?.type === 'heading') return;
    }
    kept.push(chunk);
  });
  return kept;
}

/** Lines of one block within a limit; nothing and a count where not even a part fits. */
function renderBlock(block: Block, limit: Limit, charts: ChartStyle): Fitted {
  switch (block.type) {
    case 'heading':
      return single(headingLine(block.level, block.content), limit);
    case 'paragraph':
      return single(paragraphLine(block.content), limit);
    case 'list':
      return lines([], block.items, (item) => `- ${paragraphLine(item)}`, limit);
    case 'table':
      return tableLines(block, limit);
    case 'code':
      return fence(block.lines, limit);
    case 'details': {
      const open = `<details${block.open === true ? ' open' : ''}><summary>${summaryHtml(block.summary)}</summary>\n`;
      const close = '\n</details>';
      const frame = limit.measure(open) + limit.measure(close) + 4;
      const inner = fitBlocks(block.blocks, { ...limit, max: limit.max - frame }, charts);
      if (inner.chunks.length === 0) return { chunks: [], leftOut: inner.leftOut };
      return { chunks: [open, inner.chunks.join('\n\n'), close], leftOut: inner.leftOut };
    }
    case 'charts':
      return chartChunks(block.charts, limit, charts);
    case 'histograms':
      return { chunks: [], leftOut: 0 };
  }
}

/** Charts in their order, as many as fit. A matrix is a table; what Mermaid has no chart for is glyphs. */
function chartChunks(charts: readonly Chart[], limit: Limit, style: ChartStyle): Fitted {
  const chunks: string[] = [];
  let left = limit.max;
  let leftOut = 0;
  for (const chart of charts) {
    const chunk = chartChunk(chart, { ...limit, max: left }, style);
    if (chunk === null || limit.measure(chunk) + 2 > left) {
      leftOut += 1;
      continue;
    }
    left -= limit.measure(chunk) + 2;
    chunks.push(chunk);
  }
  return { chunks: chunks.length === 0 ? [] : [chunks.join('\n\n')], leftOut };
}

function chartChunk(chart: Chart, limit: Limit, style: ChartStyle): string | null {
  if (chart.figure.kind === 'matrix') {
    const rows = tableLines(dataTable(chart), limit);
    return rows.leftOut > 0 ? null : [paragraphLine([text(chart.title)]), '', ...rows.chunks].join('\n');
  }
  const drawn = style === 'mermaid' ? mermaidLines(chart) : null;
  return drawn === null ? fencedBlock(glyphLines(chart)) : fencedBlock(drawn, 'mermaid');
}

function tableLines(block: Table, limit: Limit): Fitted {
  const titles = block.columns.map((column) => cellLine([text(column.title)]));
  const marks = block.columns.map((column) => (column.align === 'right' ? '---:' : '---'));
  const row = (cells: readonly Content[]) =>
    tableRow(block.columns.map((_, index) => cellLine(cells[index] ?? [])));
  return lines([tableRow(titles), tableRow(marks)], block.rows, row, limit);
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function single(chunk: string, limit: Limit): Fitted {
  return limit.measure(chunk) <= limit.max ? { chunks: [chunk], leftOut: 0 } : { chunks: [], leftOut: 1 };
}

/** As many rows as fit, in order, under the fixed lines. Rendering ends where the room does. */
function lines<T>(
  fixed: readonly string[],
  items: readonly T[],
  render: (item: T) => string,
  limit: Limit,
): Fitted {
  let left = limit.max - fixed.reduce((sum, row) => sum + limit.measure(row) + 1, 0);
  const taken: string[] = [];
  for (const item of items) {
    const row = render(item);
    left -= limit.measure(row) + 1;
    if (left < 0) break;
    taken.push(row);
  }
  const leftOut = items.length - taken.length;
  return taken.length === 0 ? { chunks: [], leftOut } : { chunks: [...fixed, ...taken], leftOut };
}

function fence(all: readonly string[], limit: Limit): Fitted {
  let taken = all.length;
  while (taken > 0) {
    const chunk = fencedBlock(all.slice(0, taken));
    if (limit.measure(chunk) <= limit.max) return { chunks: [chunk], leftOut: all.length - taken };
    taken = Math.floor(taken / 2);
  }
  return { chunks: [], leftOut: all.length };
}
