/**
 * The document model: what a report says, as plain data, before any format. Every string enters through a
 * constructor below, which makes hidden characters visible and cuts what is endless; so a renderer has only
 * its own syntax to escape, and it escapes all text alike, whether it is ours or a user's.
 */
import type { Verdict } from '../results/index.js';
import type { Chart } from './figure.js';
import { clip, MAX_CODE, MAX_TEXT, visible, visibleProse } from './text.js';

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'strong'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly url: string }
  /** A symbol and the word; `bare` shows the symbol alone where the word stands beside it. */
  | { readonly type: 'verdict'; readonly verdict: Verdict; readonly bare: boolean };
export type Content = readonly Inline[];

/**
 * What must stay when a report is cut to a budget: `always` (verdict, failures) is given room first, then
 * `normal`, then `spare`.
 */
export type Keep = 'always' | 'normal' | 'spare';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

export type Block =
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3; readonly content: Content; readonly keep: Keep }
  | { readonly type: 'paragraph'; readonly content: Content; readonly keep: Keep }
  | Table
  | { readonly type: 'list'; readonly items: readonly Content[]; readonly keep: Keep }
  | {
      readonly type: 'details';
      readonly summary: Content;
      readonly blocks: readonly Block[];
      /** `page`: open in a page, which has room, and folded elsewhere. */
      readonly open: boolean | 'page';
      readonly keep: Keep;
      /** Where room is short it is shared evenly among these, so that the first does not take it all. */
      readonly fair: boolean;
    }
  | { readonly type: 'code'; readonly lines: readonly string[]; readonly keep: Keep }
  | Charts
  | Histograms;

export interface Table {
  readonly type: 'table';
  /** What the table shows; absent: what the heading above it says. */
  readonly caption?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Content[])[];
  readonly keep: Keep;
}

/** Charts that belong together. HTML draws them side by side; other formats write glyphs and tables. */
export interface Charts {
  readonly type: 'charts';
  readonly charts: readonly Chart[];
  readonly keep: Keep;
}

/**
 * Shares of bins, reference beside current. Drawn in HTML; formats that draw nothing leave it out, and show the
 * same as sparklines in a table.
 */
export interface Histograms {
  readonly type: 'histograms';
  readonly caption: string;
  readonly panels: readonly {
    readonly title: string;
    readonly verdict: Verdict;
    readonly bins: readonly {
      readonly label: string;
      readonly reference: number;
      readonly current: number;
    }[];
  }[];
  readonly keep: Keep;
}

export interface Document {
  readonly title: string;
  readonly verdict: Verdict;
  readonly blocks: readonly Block[];
}

/** Prose. Line ends become spaces. */
export function text(raw: string): Inline {
  return { type: 'text', text: clip(visibleProse(raw), MAX_TEXT) };
}

/** A name or value that is shown as it is, white space included. An empty one is shown as two quotes. */
export function code(raw: string): Inline {
  return { type: 'code', text: raw === '' ? '""' : clip(visible(raw), MAX_CODE) };
}

export function strong(...children: Inline[]): Inline {
  return { type: 'strong', children };
}

/** A link to our own host (run, commit, report). Anything but a clean http address gives the text alone. */
export function link(raw: string, url: string | null): Inline {
  const safe = url !== null && URL.canParse(url) ? new URL(url) : null;
  if (safe === null || !['https:', 'http:'].includes(safe.protocol) || safe.username || safe.password) {
    return text(raw);
  }
  return { type: 'link', text: clip(visibleProse(raw), MAX_TEXT), url: safe.href };
}

export function verdictMark(verdict: Verdict, bare = false): Inline {
  return { type: 'verdict', verdict, bare };
}

export function heading(level: 1 | 2 | 3, content: Content, keep: Keep = 'normal'): Block {
  return { type: 'heading', level, content, keep };
}

export function paragraph(content: Content, keep: Keep = 'normal'): Block {
  return { type: 'paragraph', content, keep };
}

export function list(items: readonly Content[], keep: Keep = 'normal'): Block {
  return { type: 'list', items, keep };
}

/** Titles ending in `>` are aligned to the right: `table(['metric', 'n>'], …)`. */
export function table(
  titles: readonly string[],
  rows: readonly (readonly Content[])[],
  keep: Keep = 'normal',
): Table {
  const columns = titles.map((title): Column => {
    const right = title.endsWith('>');
    return { title: right ? title.slice(0, -1) : title, align: right ? 'right' : 'left' };
  });
  return { type: 'table', columns, rows, keep };
}

export function details(
  summary: Content,
  blocks: readonly Block[],
  options: { readonly open?: boolean | 'page'; readonly keep?: Keep; readonly fair?: boolean } = {},
): Block {
  const { open = false, keep = 'spare', fair = false } = options;
  return { type: 'details', summary, blocks, open, keep, fair };
}

/** Charts, or nothing where there are none. */
export function charts(all: readonly Chart[], keep: Keep = 'spare'): Block[] {
  return all.length === 0 ? [] : [{ type: 'charts', charts: all, keep }];
}

/** Lines as they are, in a fixed font. Each line is made visible; tabs stay as four spaces. */
export function codeBlock(raw: string, keep: Keep = 'spare'): Block {
  const lines = raw.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
  return { type: 'code', lines: lines.map((line) => visible(line.replaceAll('\t', '    '))), keep };
}

/** The words of inline content, without any marking. */
export function plainText(content: Content): string {
  return content
    .map((inline) => {
      switch (inline.type) {
        case 'strong':
          return plainText(inline.children);
        case 'verdict':
          return inline.bare ? '' : inline.verdict;
        default:
          return inline.text;
      }
    })
    .join('');
}
