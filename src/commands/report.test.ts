import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMIT, gateResult, validateResult, wholeRun } from '../../test/report/samples.js';
import { type Context, silentLog } from '../base/index.js';
import { detectHost } from '../host/index.js';
import { type Result, Workspace } from '../results/index.js';
import { checkOptions, type RawOptions } from './options.js';
import command, { writeHtmlReport } from './report.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-report-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function keep(results: readonly Result[]): Promise<void> {
  const target = join(folder, '.assay', 'results');
  await mkdir(target, { recursive: true });
  for (const result of results)
    await writeFile(join(target, `${result.command}.json`), JSON.stringify(result));
}

function report(raw: RawOptions = {}) {
  const ctx: Context = {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      GITHUB_ACTIONS: 'true',
      GITHUB_RUN_ID: '4711',
      GITHUB_SHA: COMMIT,
      GITHUB_REPOSITORY: 'o/r',
    },
    now: () => new Date('2026-01-02T03:04:05Z'),
    signal: new AbortController().signal,
    log: silentLog,
  };
  return command.run({
    ctx,
    host: detectHost(ctx),
    options: checkOptions(command, raw, 'cli'),
    args: [],
  });
}

describe('assay report', () => {
  it('writes one page and says where it lies; a second report is not part of it', async () => {
    await keep(wholeRun());
    for (const _ of [1, 2]) {
      const { result, text, outputs } = await report();
      expect(text).toBe('.assay/report.html\n');
      expect(result).toMatchObject({
        command: 'report',
        verdict: 'pass',
        data: { verdict: 'fail', format: 'html' },
      });
      expect(outputs).toEqual({ path: join(folder, '.assay', 'report.html'), 'report-verdict': 'fail' });
    }
    const page = await readFile(join(folder, '.assay', 'report.html'), 'utf8');
    expect(page).toContain('https://github.com/o/r/actions/runs/4711');
    expect(page).not.toContain('report of');
  });

  it.each([
    ['markdown', /^## ❌/],
    ['json', /^\{\n {2}"schemaVersion": 1,/],
    ['junit', /^<\?xml version="1.0"/],
    ['terminal', /^✗ fail/],
  ])('--format %s prints; --output writes by its ending', async (format, begins) => {
    await keep(wholeRun());
    expect((await report({ format })).text).toMatch(begins);
    expect((await report({ format: 'html', output: '-' })).text).toMatch(/^<!doctype html>/);
    const endings: Record<string, string> = { markdown: 'md', json: 'json', junit: 'xml', terminal: 'txt' };
    const output = `out/deep/r.${endings[format]}`;
    expect((await report({ output })).text).toBe(`${output}\n`);
    expect(await readFile(join(folder, output), 'utf8')).toMatch(begins);
  });

  it('renders files without .assay and without assay.yaml', async () => {
    await writeFile(join(folder, 'gate.json'), JSON.stringify(gateResult()));
    const { text } = await report({ results: ['gate.json'], format: 'markdown' });
    expect(text).toContain('`roc_auc`');
  });

  it('refuses a mixture of runs, nothing at all, and an ending that names no format', async () => {
    await expect(report()).rejects.toThrow(/no result to report/);
    await keep([
      validateResult({ run: { id: '1', attempt: 1, commit: COMMIT, config: null } }),
      gateResult(),
    ]);
    await expect(report()).rejects.toThrow(/another run/);
    await keep([validateResult()]);
    await expect(report({ output: 'report.pdf' })).rejects.toThrow(/names no format/);
  });

  it('gives the page to a workspace, for the end of a whole run', async () => {
    await keep(wholeRun());
    const path = await writeHtmlReport(await Workspace.open(folder, gateResult().run));
    expect(await readFile(path, 'utf8')).toMatch(/^<!doctype html>/);
  });
});
