import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../test/report/hostile.js';
import { chartedResult, evaluateResult, gateResult, historySample } from '../../test/report/samples.js';
import { marginOf } from './build/forest.js';
import type { Block } from './document.js';
import { plainText } from './document.js';
import { type Chart, chart, type Lines } from './figure.js';
import { dataTable, heightAt } from './figure-numbers.js';
import { glyphLines, sparkline } from './glyphs.js';
import { renderHtml } from './html.js';
import { buildReport, renderTerminal } from './index.js';
import { renderMarkdown } from './markdown/index.js';
import { mermaidLines } from './markdown/mermaid.js';

function chartsOf(blocks: readonly Block[]): Chart[] {
  return blocks.flatMap((block) =>
    block.type === 'details' ? chartsOf(block.blocks) : block.type === 'charts' ? block.charts : [],
  );
}
const all = chartsOf(buildReport([chartedResult(), gateResult()], { history: historySample() }).blocks);
const titled = (title: string) => {
  const found = all.find((one) => one.title === title);
  if (found === undefined) throw new Error(`no chart ${title}: ${all.map((one) => one.title).join(', ')}`);
  return found;
};

describe('the charts of a report', () => {
  it('are those that the results have points for', () => {
    expect(all.map(({ title }) => title)).toEqual([
      'roc_auc: candidate − baseline',
      'roc_auc by slice',
      'ROC curve',
      'Precision and recall',
      'Calibration',
      'Predicted and true',
      'Residuals',
      'Latency',
      'Confusion, candidate',
      'Confusion, baseline',
      'roc_auc over versions',
      'log_loss over versions',
      'latency_p95_ms over versions',
    ]);
    expect(chartsOf(buildReport([gateResult({ rules: [] })]).blocks)).toEqual([]);
    expect(
      chartsOf(buildReport([evaluateResult()], { history: { versions: [] } }).blocks).map(
        ({ title }) => title,
      ),
    ).toEqual(['roc_auc by slice']);
  });

  it('draw the end of what a rule allows on its own side', () => {
    const [rule] = gateResult().rules.filter(({ operator }) => operator === 'max_drop');
    if (rule === undefined) throw new Error('no rule');
    const of = (over: Partial<typeof rule>) => marginOf({ ...rule, limit: 0.02, baseline: -0.5, ...over });
    expect(of({ direction: 'higher' })).toEqual({ at: -0.02, bad: 'below' });
    expect(of({ direction: 'lower' })).toEqual({ at: 0.02, bad: 'above' });
    expect(of({ direction: 'lower', operator: 'max_drop_rel' })).toEqual({ at: 0.01, bad: 'above' });
    expect(of({ operator: 'max_drop_rel', baseline: null })).toBeNull();
    expect(of({ direction: 'higher', operator: 'min_gain' })).toEqual({ at: 0.02, bad: 'below' });
    expect(of({ direction: 'lower', operator: 'min_gain' })).toEqual({ at: -0.02, bad: 'above' });
    expect(of({ direction: 'higher', operator: 'max_gain' })).toEqual({ at: 0.02, bad: 'above' });
    expect(of({ operator: 'min' })).toBeNull();
  });

  it('have every number in their table', () => {
    const table = dataTable(titled('ROC curve'));
    expect(table.rows).toHaveLength(11);
    expect(table.rows[5]?.map(plainText)).toEqual(['50%', '70.7%', '66%']);
    const versions = dataTable(titled('roc_auc over versions')).rows.map((row) => row.map(plainText));
    expect(versions.map((row) => row[1])).toEqual(['v1', 'v2', 'v3 production', 'this run']);
    const latency = dataTable(titled('Latency')).rows.map((row) => row.map(plainText));
    expect(latency[0]).toEqual(['candidate', '0.1', '0.2', '40', '23.1%']);
    expect(latency.filter(([, , to]) => to === '—')).toHaveLength(2);
  });

  it('reads a curve between its points, and a step at its higher end', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 0, y: 0.5 },
      { x: 1, y: 1 },
    ];
    expect([0, 0.5, 1, 2].map((x) => heightAt(points, x))).toEqual([0.5, 0.75, 1, null]);
  });

  it('draws only finite places, whatever the numbers', () => {
    for (const value of [0, 1e-300, -1e300, 1e300]) {
      const figure: Lines = {
        ...(titled('Calibration').figure as Lines),
        x: { title: 'x', unit: 'number' },
        y: { title: 'y', unit: 'number' },
      };
      const series = figure.series.map((one) => ({
        ...one,
        points: [
          { x: value, y: value },
          { x: 0, y: 0 },
        ],
      }));
      const made = chart('t', 'd', { ...figure, series });
      const html = renderHtml({
        title: 't',
        verdict: 'pass',
        blocks: [{ type: 'charts', charts: [made], keep: 'normal' }],
      });
      expect(html).not.toMatch(/="[^"]*(NaN|Infinity)/);
    }
  });
});

describe('charts without a page', () => {
  it('are a few glyphs', () => {
    expect(sparkline([0, 0.5, 1, null], [0, 1])).toBe('▁▄█ ');
    expect(glyphLines(titled('roc_auc: candidate − baseline'))).toEqual([
      'roc_auc: candidate − baseline',
      expect.stringMatching(/^✗ all {9}.*├─*●─*┤.*┆.*│.* −0\.0177$/),
      expect.stringMatching(/^! origin=ATL .*−0\.025$/),
      expect.stringMatching(/^✓ origin=ORD .*−0\.005$/),
    ]);
    const text = renderTerminal(chartedResult(), { color: false, width: 80 });
    expect(text).toContain('Curves\n  ROC curve\n  candidate 0.6667  ▁▂');
  });

  it('cost a comment little, and are folded there', () => {
    const document = buildReport([chartedResult(), gateResult()], { history: historySample() });
    const { text } = renderMarkdown(document);
    const bare = renderMarkdown(buildReport([evaluateResult(), gateResult()])).text;
    expect(text.length - bare.length).toBeLessThan(5000);
    expect(text).not.toContain('<details open');
    expect(text).not.toContain('mermaid');
    expect(text).toContain('ROC curve\ncandidate 0.6667');
  });

  it('are Mermaid where it has such a chart', () => {
    expect(mermaidLines(titled('roc_auc over versions'))).toEqual([
      'xychart-beta',
      '    title "roc_auc over versions"',
      '    x-axis ["v1", "v2", "v3", "now"]',
      expect.stringMatching(/^ {4}y-axis "roc_auc" 0\.67\d* --> 0\.71\d*$/),
      '    line [0.68234, 0.69234, 0.70234, 0.71234]',
    ]);
    expect(mermaidLines(titled('Confusion, candidate'))).toBeNull();
    const { text } = renderMarkdown(buildReport([chartedResult()]), { charts: 'mermaid' });
    expect(text.match(/```mermaid/g)).toHaveLength(4);
  });

  it('hold hostile words as text', () => {
    const series = titled('ROC curve').figure as Lines;
    for (const words of HOSTILE) {
      const made = chart(words, words, {
        ...series,
        x: { ...series.x, title: words },
        series: series.series.map((one) => ({ ...one, label: words })),
      });
      const lines = mermaidLines(made) ?? [];
      expect(lines).toHaveLength(6);
      for (const [i, line] of lines.slice(1, 4).entries()) {
        expect(line).toMatch(
          i === 0 ? /^ {4}title "[^"`;%#<>{}\\[\]\n]+"$/u : /^ {4}[xy]-axis "[^"`;%#<>{}\\[\]\n]+" 0 --> 1$/u,
        );
      }
      for (const line of glyphLines(made)) expect(line).not.toMatch(/\p{Cc}|\p{Cf}|\p{Cs}/u);
      const fence = renderMarkdown({
        title: 't',
        verdict: 'pass',
        blocks: [{ type: 'charts', charts: [made], keep: 'normal' }],
      }).text;
      const [open = ''] = /^`+/.exec(fence) ?? [];
      expect(
        fence
          .slice(open.length)
          .split('\n')
          .filter((line) => line.startsWith(open)),
      ).toEqual([open]);
    }
  });

  it('are left out whole where a budget has no room', () => {
    const blocks: Block[] = [{ type: 'charts', charts: all, keep: 'spare' }];
    for (const max of [500, 900, 1500, 3000]) {
      const limit = { max, measure: (text: string) => text.length };
      const { text, leftOut } = renderMarkdown({ title: 't', verdict: 'pass', blocks }, { limit });
      expect(text.length).toBeLessThanOrEqual(max);
      expect((text.match(/^```/gm) ?? []).length % 2).toBe(0);
      if (max < 3000) expect(leftOut).toBeGreaterThan(0);
    }
  });
});
