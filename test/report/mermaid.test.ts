/**
 * What our reports write for Mermaid, drawn by Mermaid itself in Chromium with the settings that GitHub has: each chart
 * parses, shows its title and its points, and no string of a stranger's becomes anything but words.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureChromium } from '../../scripts/chromium.mjs';
import { ensureMermaid } from '../../scripts/mermaid.mjs';
import { chart } from '../../src/report/figure.js';
import { buildReport } from '../../src/report/index.js';
import { renderMarkdown } from '../../src/report/markdown/index.js';
import { mermaidLines } from '../../src/report/markdown/mermaid.js';
import { HOSTILE } from './hostile.js';
import { drawMermaid } from './in-page.mjs';
import { chartedResult, gateResult, historySample } from './samples.js';

const browserAt = ensureChromium();
const mermaid = browserAt.path === null ? { path: null, missing: browserAt.missing } : ensureMermaid();
const why = mermaid.path === null ? ` (skipped: ${mermaid.missing})` : '';

/** The fences of a report in Markdown. */
function fencesOf(markdown: string): string[] {
  return [...markdown.matchAll(/```mermaid\n([\s\S]*?)\n```/g)].map(([, body = '']) => body);
}
const report = fencesOf(
  renderMarkdown(buildReport([chartedResult(), gateResult()], { history: historySample() }), {
    charts: 'mermaid',
  }).text,
);

function curve(title: string, values: readonly number[], name = 'candidate'): string {
  const lines = mermaidLines(
    chart(title, '', {
      kind: 'lines',
      x: { title: name, unit: 'number' },
      y: { title: name, unit: 'number' },
      series: [
        {
          label: name,
          role: 'candidate',
          marks: false,
          points: values.map((y, x) => ({ x, y })),
        },
      ],
      names: 'none',
    }),
  );
  if (lines === null) throw new Error('no chart');
  return lines.join('\n');
}

describe.skipIf(mermaid.path === null)(`Mermaid in Chromium${why}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-mermaid-'));
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    writeFileSync(join(folder, 'page.html'), '<!doctype html><title>charts</title><main></main>');
    browser = await chromium.launch({ executablePath: browserAt.path ?? '', args: ['--no-sandbox'] });
    page = await browser.newPage();
    await page.goto(pathToFileURL(join(folder, 'page.html')).href);
    await page.addScriptTag({ path: mermaid.path ?? '' });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('draws every chart of a report, with its title and as many marks as it has series', async () => {
    expect(report.length).toBeGreaterThan(4);
    for (const text of report) {
      const drawn = await page.evaluate(drawMermaid, text);
      expect(drawn.error, text).toBe('');
      const title = /title "([^"]*)"/.exec(text)?.[1] ?? '?';
      expect(drawn.words, text).toContain(title.trim());
      const bars = /bar \[([^\]]*)\]/.exec(text)?.[1]?.split(',').length ?? 0;
      expect(drawn.bars, text).toBe(bars);
      expect(drawn.lines, text).toBe(text.match(/^ +line /gm)?.length ?? 0);
      expect(drawn.active).toBe(0);
    }
  });

  it('draws what is very large, very small, equal or negative', async () => {
    for (const values of [
      [1e18, -1e18],
      [1e-9, 2e-9],
      [0, 0, 0],
      [-5, -4, -3.25],
      [0.1 + 0.2, 1e6],
    ]) {
      const drawn = await page.evaluate(drawMermaid, curve('t', values));
      expect(drawn.error, String(values)).toBe('');
      expect(drawn.lines).toBe(1);
    }
  });

  it('draws strings of strangers as words alone', { timeout: 120_000 }, async () => {
    const before = await page.title();
    for (const text of HOSTILE) {
      const drawn = await page.evaluate(drawMermaid, curve(text, [0.1, 0.2], text));
      expect(drawn.error, text).toBe('');
      expect(drawn.active, text).toBe(0);
    }
    expect(await page.title()).toBe(before);
  });

  it('sees what is no chart', async () => {
    expect((await page.evaluate(drawMermaid, 'xychart-beta\n    line [1, 2')).error).not.toBe('');
    expect((await page.evaluate(drawMermaid, 'xychart-beta\n    title "a"b"\n    line [1]')).error).not.toBe(
      '',
    );
  });
});
