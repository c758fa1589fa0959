import fc from 'fast-check';
import type { Nodes, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../../test/report/hostile.js';
import {
  type Block,
  type Content,
  code,
  codeBlock,
  type Document,
  details,
  heading,
  link,
  list,
  paragraph,
  plainText,
  strong,
  table,
  text,
  verdictMark,
} from '../document.js';
import { COMMENT_LIMIT, renderMarkdown, SUMMARY_LIMIT } from './index.js';
import { cellLine, parsedCell, parsedLine, plainLine } from './inline.js';

const MARKER = '<!-- assay:comment key=k -->';
const OURS = 'https://github.com/o/r/actions/runs/1';

/** A document with the strings in every position that can hold one. */
function documentOf(strings: readonly string[]): Document {
  const [a = '', b = '', c = '', d = ''] = strings;
  const inline: Content = [
    verdictMark('fail', true),
    text(a),
    code(b),
    text(c),
    strong(text(d)),
    code(a),
    code(c),
    link(b, OURS),
  ];
  const blocks: Block[] = [
    heading(2, inline),
    paragraph([text(a)]),
    paragraph(inline),
    list([[text(a)], [code(b), text(c)], inline]),
    table(
      ['one', 'two>', 'three'],
      [
        [[text(a)], [code(b)], inline],
        [[code(c)], [text(d)], [text(b), code(a)]],
        [[text(c), text(d)], [], [code(d)]],
      ],
    ),
    details(inline, [paragraph([text(b)]), table(['x'], [[[text(a)]], [[code(a)]]])]),
    codeBlock(`${a}\n${b}`),
  ];
  return { title: 't', verdict: 'fail', blocks };
}

function parse(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

function* walk(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* walk(child);
}

/** Words of parsed content; white space is nobody's structure and is left out. */
function wordsOf(node: Nodes): string {
  return [...walk(node)]
    .map((part) => ('value' in part && typeof part.value === 'string' ? part.value : ''))
    .join('')
    .replace(/\s+/g, '');
}
const SYMBOL = '❌';
function wanted(content: Content): string {
  return content
    .map((inline) => (inline.type === 'verdict' ? SYMBOL : plainText([inline])))
    .join('')
    .replace(/\s+/g, '');
}

const SUMMARY = /^<details><summary>(?<inner>.*)<\/summary>$/s;
const NO_STRUCTURE = new Set([
  'image',
  'imageReference',
  'linkReference',
  'definition',
  'footnoteReference',
  'footnoteDefinition',
  'delete',
  'emphasis',
  'blockquote',
  'thematicBreak',
  'break',
]);

/** What GitHub would act upon, written without looking at the renderer. */
const ACTS = [
  /@[a-z0-9]/i,
  /#\d/,
  /\bgh-\d/i,
  /:\/\//,
  /www\./i,
  /:[a-z0-9_+-]+:/i,
  /\$/,
  /\b[0-9a-f]{7,}\b/i,
];

function check(document: Document, markdown: string): void {
  const root = parse(markdown);
  const types = root.children.map((node) => node.type);
  expect(types).toEqual([
    'html',
    'heading',
    'paragraph',
    'paragraph',
    'list',
    'table',
    'html',
    'paragraph',
    'table',
    'html',
    'code',
  ]);
  const nodes = [...walk(root)];
  const html = nodes.filter((node) => node.type === 'html').map((node) => node.value);
  expect(html).toHaveLength(3);
  expect(html[0]).toBe(MARKER);
  expect(html[2]).toBe('</details>');
  const inner = SUMMARY.exec(html[1] ?? '')?.groups?.['inner'] ?? 'no summary';
  const tags = inner.match(/<[^>]*>?/g) ?? [];
  expect(tags.filter((tag) => !['<code>', '</code>', '<b>', '</b>'].includes(tag))).toEqual([]);
  expectNeutral(inner.replace(/<code>.*?<\/code>/gs, '␟').replace(/&(amp|lt|gt|quot|#39);/g, '␟'));
  for (const node of nodes) {
    expect(NO_STRUCTURE.has(node.type), node.type).toBe(false);
    if (node.type === 'link') expect(node.url).toBe(OURS);
    if (node.type === 'text') expectNeutral(node.value);
    if (node.type === 'listItem') expect(node.checked ?? null).toBeNull();
  }
  const [, h, p1, p2, l, t, , p3, t2, , block] = root.children;
  const [dh, dp1, dp2, dl, dt, dd, dc] = document.blocks;
  if (dh?.type !== 'heading' || dp1?.type !== 'paragraph' || dp2?.type !== 'paragraph')
    throw new Error('shape');
  if (dl?.type !== 'list' || dt?.type !== 'table' || dd?.type !== 'details' || dc?.type !== 'code')
    throw new Error('shape');
  same(h, dh.content);
  same(p1, dp1.content);
  same(p2, dp2.content);
  if (l?.type !== 'list') throw new Error('no list');
  expect(l.children).toHaveLength(dl.items.length);
  dl.items.forEach((item, index) => {
    same(l.children[index], item);
  });
  sameTable(t, dt);
  const [dp3, dt2] = dd.blocks;
  if (dp3?.type !== 'paragraph' || dt2?.type !== 'table') throw new Error('shape');
  same(p3, dp3.content);
  sameTable(t2, dt2);
  expect(block?.type === 'code' && block.value.split('\n')).toEqual(dc.lines);
}

function expectNeutral(value: string): void {
  for (const pattern of ACTS) expect(value).not.toMatch(pattern);
}
function same(node: Nodes | undefined, content: Content): void {
  if (!node) throw new Error('missing');
  expect(wordsOf(node)).toBe(wanted(content));
}
function sameTable(node: RootContent | undefined, block: Extract<Block, { type: 'table' }>): void {
  if (node?.type !== 'table') throw new Error('no table');
  expect(node.children).toHaveLength(block.rows.length + 1);
  block.rows.forEach((row, index) => {
    const cells = node.children[index + 1]?.children ?? [];
    expect(cells).toHaveLength(block.columns.length);
    block.columns.forEach((_, column) => {
      same(cells[column], row[column] ?? []);
    });
  });
}

const render = (document: Document) => renderMarkdown(document, { marker: MARKER }).text;
/** The first paragraph may not be empty: an empty one has no Markdown. */
const filled = (strings: readonly string[]) => strings.map((s, i) => (s.trim() === '' ? `empty ${i}` : s));

describe('Markdown of hostile strings', () => {
  it.each(HOSTILE.map((s) => [s.slice(0, 40), s]))('%j stays text', (_, s) => {
    const document = documentOf(filled([s, `x${s}`, `${s} y`, s]));
    check(document, render(document));
  });

  it('finds exactly our structure in whatever the strings are', () => {
    const piece = fc.oneof(
      fc.constantFrom(...HOSTILE.filter((s) => s.length < 100)),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: fc.constantFrom(...'`|\\*_~[]()<>&#@:$!-+.= \n\t1aw/'), maxLength: 12 }),
    );
    const phrase = fc.array(piece, { maxLength: 4 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.tuple(phrase, phrase, phrase, phrase), (strings) => {
        const document = documentOf(filled(strings));
        check(document, render(document));
      }),
      { numRuns: 150 },
    );
  });
});

describe('a line that needs no parser', () => {
  it('is the line that the parser would have made', () => {
    const word = fc.string({
      unit: fc.constantFrom(...'aZ1 ,.%()−≤≥—·→…"\';/=+-:\u00a0é#@*_`|'),
      maxLength: 14,
    });
    const mark = fc
      .constantFrom('pass' as const, 'warn' as const)
      .map((verdict) => verdictMark(verdict, true));
    const inline = fc.oneof(word.map(text), mark, fc.constantFrom('late', 'a.csv:3', 'x_y').map(code));
    let plain = 0;
    fc.assert(
      fc.property(fc.array(inline, { maxLength: 4 }), (content) => {
        const quick = plainLine(content);
        if (quick === null) return;
        plain += 1;
        expect(quick).toBe(parsedLine(content));
      }),
      { numRuns: 20_000 },
    );
    expect(plain).toBeGreaterThan(100);
    const digits = fc.tuple(fc.constantFrom('', '−', '+'), fc.integer({ min: 0, max: 99_999_999 }));
    const number = digits.map(([sign, whole]) => `${sign}${whole / 1000}`);
    const interval = fc.tuple(number, number, number).map(([a, b, c]) => [text(`${a} [${b}, ${c}]`)]);
    const verdict = fc.constantFrom('pass' as const, 'error' as const).map((each) => [verdictMark(each)]);
    fc.assert(
      fc.property(fc.oneof(interval, verdict, fc.array(inline, { maxLength: 3 })), (content) => {
        expect(cellLine(content)).toBe(parsedCell(content));
      }),
      { numRuns: 5000 },
    );
    expect(plainLine([text('column '), code('delay'), text(': 3 of 20 rows, 15%')])).not.toBeNull();
    expect(plainLine([text('see www.example.org')])).toBeNull();
  });
});

describe('a small number', () => {
  it('is no commit, and an interval is not cut in half', () => {
    const cells = [[[text('+0.0001 [−0.0000552, +0.0000563]')]], [[text('0000552')]]];
    const { text: markdown } = renderMarkdown({ title: 't', verdict: 'pass', blocks: [table(['Δ'], cells)] });
    expect(markdown).toContain('| +0.0001 \\[−0.0000552, +0.0000563] |');
    expect(markdown).toContain('| `0000552` |');
  });
});

describe('budgets', () => {
  const long = (rows: number): Document => ({
    title: 't',
    verdict: 'fail',
    blocks: [
      heading(2, [verdictMark('fail'), text(' the verdict')], 'always'),
      heading(3, [text('Failed')], 'always'),
      list(
        Array.from({ length: rows }, (_, i) => [text(`failure ${i}: é ${'x'.repeat(80)}`)]),
        'always',
      ),
      heading(3, [text('Metrics')]),
      table(
        ['a', 'b'],
        Array.from({ length: rows }, (_, i) => [[code(`row_${i}`)], [text('é'.repeat(60))]]),
      ),
      heading(3, [text('Rest')]),
      details(
        [text('folded')],
        [
          table(
            ['a'],
            Array.from({ length: rows }, (_, i) => [[text(`spare ${i}`)]]),
            'spare',
          ),
        ],
      ),
    ],
  });

  it.each([
    ['a comment', COMMENT_LIMIT],
    ['a summary', SUMMARY_LIMIT],
  ])('cuts %s by whole rows, and keeps verdict, failures and table', (_, limit) => {
    const { text: markdown, leftOut } = renderMarkdown(long(20_000), {
      marker: MARKER,
      limit,
      fullReportUrl: OURS,
    });
    expect(limit.measure(markdown)).toBeLessThanOrEqual(limit.max);
    expect(limit.measure(markdown)).toBeGreaterThan(limit.max * 0.95);
    expect(leftOut).toBeGreaterThan(1000);
    expect(markdown.startsWith(`${MARKER}\n\n## ❌\u00a0**fail** the verdict`)).toBe(true);
    expect(markdown).toContain('- failure 0:');
    expect(markdown).toContain('| `row_0` |');
    expect(markdown).toContain(`(${OURS})`);
    // The parser of the tests takes seconds for a whole megabyte; the beginning shows the same.
    const root = parse(markdown.slice(0, COMMENT_LIMIT.max));
    for (const node of walk(root)) {
      if (node.type === 'tableRow') expect(node.children).toHaveLength(2);
    }
    expect(root.children.filter((node) => node.type === 'html')).toHaveLength(1);
  });

  it('says nothing of a cut where all fits', () => {
    const { text: markdown, leftOut } = renderMarkdown(long(5), { limit: COMMENT_LIMIT });
    expect(leftOut).toBe(0);
    expect(markdown).not.toContain('Cut to fit');
    expect(markdown).toContain('spare 4');
  });

  it('leaves out a heading whose section has no room', () => {
    const { text: markdown } = renderMarkdown(long(2_000), { limit: { ...COMMENT_LIMIT, max: 8_000 } });
    expect(markdown).not.toContain('### Rest');
    expect(markdown).toContain('### Metrics');
  });
});
