/**
 * The page in a real browser: nothing runs, nothing is fetched, nothing overflows, everything can be read, reached by
 * keyboard and named by a screen reader, in light and dark.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureChromium } from '../../scripts/chromium.mjs';
import { renderHtml } from '../../src/report/html.js';
import { buildReport } from '../../src/report/index.js';
import type { Result } from '../../src/results/index.js';
import { HOSTILE } from './hostile.js';
import {
  activeParts,
  activeStop,
  headingLevels,
  numberStops,
  parentIsOpen,
  printedHeights,
  runAxe,
  tryToBreakIn,
  unfoldAll,
  weakContrast,
  widthAndText,
  wordsOutside,
} from './in-page.mjs';
import {
  chartedResult,
  gateResult,
  historySample,
  manyRules,
  trainResult,
  validateResult,
} from './samples.js';

const ABOUT = {
  model: 'flight-delay',
  runUrl: 'https://github.com/o/r/actions/runs/4711',
  repositoryUrl: 'https://github.com/o/r',
};
const plain: Result[] = [validateResult(), trainResult(), chartedResult(), gateResult()];

/** The corpus wherever a string of the data can stand: metrics, slices, classes, aliases, columns, bins, messages. */
function hostile(): string {
  const word = (i: number) => HOSTILE[i % HOSTILE.length] ?? '';
  const rules = manyRules(1, HOSTILE.length, 'fail').rules.map((rule, i) => ({
    ...rule,
    metric: word(i),
    slice: word(i + 1),
    message: word(i + 2),
  }));
  const evaluation = chartedResult(HOSTILE.slice(70, 83).map((text) => text.slice(0, 200)));
  const named = evaluation.metrics.map((metric, i) => ({
    ...metric,
    name: metric.slice === null ? metric.name : word(90 + (i % 2)),
    slice: metric.slice && word(i + 60),
  }));
  const drift = (validateResult().drift ?? []).flatMap((entry) =>
    HOSTILE.slice(0, 60).map((column) => ({
      ...entry,
      column,
      shares: { labels: [column.slice(0, 300), 'x'], reference: [0.5, 0.5], current: [0.2, 0.8] },
    })),
  );
  const versions = historySample([...HOSTILE]);
  return renderHtml(
    buildReport(
      [
        gateResult({ rules, summary: HOSTILE.join(' '), notChecked: [...HOSTILE] }),
        { ...evaluation, metrics: named },
        validateResult({ drift }),
      ],
      { ...ABOUT, model: '</title><script>alert(1)</script>', history: versions },
    ),
  );
}

const { path, missing } = ensureChromium();

describe.skipIf(path === null)(`the page in Chromium${path === null ? ` (skipped: ${missing})` : ''}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-page-'));
  const pages = {
    plain: renderHtml(buildReport(plain, { ...ABOUT, history: historySample() })),
    hostile: hostile(),
  };
  let browser: Browser;
  beforeAll(async () => {
    for (const [name, html] of Object.entries(pages)) writeFileSync(join(folder, `${name}.html`), html);
    browser = await chromium.launch({ executablePath: path ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Seen {
    readonly page: Page;
    /** Errors, dialogs and requests other than for the page itself. */
    readonly events: string[];
  }
  async function open(
    name: keyof typeof pages,
    width: number,
    scheme: 'light' | 'dark',
    unfold = true,
  ): Promise<Seen> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
    const events: string[] = [];
    const url = pathToFileURL(join(folder, `${name}.html`)).href;
    page.on('console', (message) => events.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => events.push(`error: ${error.message}`));
    page.on('dialog', async (dialog) => {
      events.push(`dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url() !== url) events.push(`request: ${request.url()}`);
    });
    page.on('requestfailed', (request) => events.push(`refused: ${request.failure()?.errorText}`));
    page.on('response', (response) => {
      if (response.url() !== url) events.push(`response: ${response.url()}`);
    });
    await page.goto(url);
    if (unfold) {
      await page.evaluate(unfoldAll);
    }
    return { page, events };
  }

  it.each(['plain', 'hostile'] as const)(
    '%s: runs nothing, asks for nothing, and shows what it was given',
    async (name) => {
      const { page, events } = await open(name, 1280, 'light');
      const found = await page.evaluate(activeParts);
      expect(found).toMatchObject({ active: 0, handlers: [] });
      expect(found.svgs).toBeGreaterThan(8);
      if (name === 'hostile') {
        const words = await page.locator('body').innerText();
        for (const text of [
          '<script>alert(1)</script>',
          '<svg/onload=alert(1)>',
          '"><img src=x>',
          '</td></tr></table>',
        ])
          expect(words).toContain(text);
      }
      expect(events).toEqual([]);
      await page.close();
    },
  );

  it('the policy holds: a script, a style and an image that were brought in are refused', async () => {
    const { page, events } = await open('plain', 1280, 'light');
    const refused = await page.evaluate(tryToBreakIn);
    expect(refused.title).not.toBe('owned');
    expect([...new Set(refused.violated.map((name) => name.replace(/-(elem|attr)$/, '')))].sort()).toEqual([
      'img-src',
      'script-src',
      'style-src',
    ]);
    // The browser names what it refused to ask for; nothing was answered.
    expect(events.filter((event) => /^(refused|response)/.test(event))).toEqual(['refused: csp']);
    await page.close();
  });

  it.each([320, 390, 1280])(
    'does not scroll sideways at %d px, and its charts stay readable',
    async (width) => {
      for (const name of ['plain', 'hostile'] as const) {
        const { page } = await open(name, width, 'light');
        const seen = await page.evaluate(widthAndText);
        expect([name, seen.width]).toEqual([name, width]);
        if (name === 'plain') expect(seen.least).toBeGreaterThanOrEqual(9);
        await page.close();
      }
    },
  );

  it('words of a chart lie inside the drawing', async () => {
    const { page } = await open('plain', 1280, 'light');
    const outside = await page.evaluate(wordsOutside);
    expect(outside).toEqual([]);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('%s: text has 4.5:1, marks have 3:1', async (scheme) => {
    const { page } = await open('plain', 1280, scheme);
    const weak = await page.evaluate(weakContrast);
    expect(weak.checked).toBeGreaterThan(300);
    expect(weak.found).toEqual([]);
    await page.close();
  });

  it('the keyboard reaches everything in order, sees where it is, and folds and unfolds', async () => {
    const { page } = await open('plain', 1280, 'light', false);
    const all = await page.evaluate(numberStops);
    expect(all).toBeGreaterThan(20);
    const stops: string[] = [];
    for (let i = 0; i < all; i++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(activeStop);
      stops.push(stop.at);
      expect(stop.name).not.toBe('');
      expect(stop.outline).not.toBe('none');
    }
    expect(stops).toEqual(Array.from({ length: all }, (_, i) => String(i)));
    const folded = page.locator('details:not([open]):not(.numbers) > summary').first();
    await folded.focus();
    for (const [key, state] of [
      ['Enter', true],
      ['Space', false],
    ] as const) {
      await page.keyboard.press(key);
      expect(await page.evaluate(parentIsOpen)).toBe(state);
    }
    await page.close();
  });

  it('a screen reader finds landmarks, headings in order, named pictures and captioned tables', async () => {
    const { page } = await open('plain', 1280, 'light');
    const tree = await page.locator('body').ariaSnapshot();
    expect(tree).toMatch(/- banner:/);
    expect(tree).toMatch(/- main:/);
    expect(tree).toMatch(/heading ".*flight-delay.*" \[level=1\]/);
    expect(tree).toMatch(/- img "ROC curve"/);
    expect(tree).toMatch(/- table "ROC curve"/);
    expect(tree).toMatch(/- columnheader "candidate 0\.6667"/);
    expect(tree).toMatch(/- rowheader "on time"/);
    const levels = await page.evaluate(headingLevels);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1);
    await page.close();
  });

  it.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)('axe finds nothing (%s, %d px)', async (scheme, width) => {
    const { page } = await open('plain', width, scheme);
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const found = await page.evaluate(runAxe);
    expect(found.passes).toBeGreaterThan(20);
    expect(found.violations).toEqual([]);
    await page.close();
  });

  it('prints what is folded', async () => {
    const { page } = await open('plain', 1280, 'light', false);
    await page.emulateMedia({ media: 'print' });
    const heights = await page.evaluate(printedHeights);
    expect(heights.length).toBeGreaterThan(0);
    expect(Math.min(...heights)).toBeGreaterThan(10);
    await page.close();
  });
});
