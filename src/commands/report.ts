/** `assay report`: the results of this run as a page, Markdown, JSON or JUnit. */
import { mkdir } from 'node:fs/promises';
import { dirname, extname, join, relative, resolve } from 'node:path';
import { usageError, writeFileAtomic } from '../base/index.js';
import { FORMAT_NAMES, FORMATS, type FormatName, overall, type ReportOptions } from '../report/index.js';
import type { Workspace } from '../results/index.js';
import { defineCommand } from './command.js';
import { historyOf } from './report/history.js';
import { EXPECT, expectedOf, resultsAtHand } from './results-at-hand.js';
import { openSession } from './session.js';

const EXTENSIONS: Readonly<Record<string, FormatName>> = {
  '.html': 'html',
  '.htm': 'html',
  '.md': 'markdown',
  '.json': 'json',
  '.xml': 'junit',
  '.txt': 'terminal',
};

/** Formats that have charts. */
const DRAWN: ReadonlySet<FormatName> = new Set<FormatName>(['html', 'markdown', 'terminal']);

export default defineCommand({
  name: 'report',
  summary: 'render the results as Markdown, HTML, JSON, JUnit',
  details:
    'Reads every result of this run in .assay/ and writes one report. Without options it writes ' +
    '.assay/report.html, a single file that needs no network. The verdict of the step is that of writing; the ' +
    'verdict of the results is the output report-verdict. Where the registry of assay.yaml can be read, a trend of the metrics over its versions is part of it.',
  options: {
    format: {
      type: 'string',
      choices: FORMAT_NAMES,
      summary: 'absent: as the ending of --output says, else html',
    },
    output: {
      type: 'string',
      value: 'FILE',
      summary: 'where to write (absent: .assay/report.html, or standard output)',
    },
    results: {
      type: 'list',
      value: 'FILE',
      summary: 'result files to render instead of .assay/, all of one run',
    },
    expect: EXPECT,
    versions: {
      type: 'integer',
      default: 20,
      summary: 'how many earlier versions of the registry the trend shows; 0: the registry is not read',
    },
  },
  examples: [
    { run: 'assay report', does: 'write .assay/report.html and print where it lies' },
    { run: 'assay report --format markdown', does: 'print Markdown, for a comment or a wiki' },
    {
      run: 'assay report --output junit.xml --format junit',
      does: 'write JUnit XML for a CI that shows tests',
    },
    {
      run: 'assay report --results gate.json --output gate.html',
      does: 'render one result, without assay.yaml',
    },
    { run: 'assay report --versions 50', does: 'a longer trend of the metrics over the versions' },
  ],
  outputs: {
    path: 'absolute path of the report that was written; empty where it was printed',
    'report-verdict': 'verdict of the results: the worst of them',
  },
  async run({ ctx, host, options }) {
    const session = await openSession(ctx, host, { config: options.config });
    const results = await resultsAtHand(session, ctx.cwd, options.results);
    const expected = expectedOf(options.expect);
    const whole = overall(results, expected);
    if (whole.results.length === 0) {
      throw usageError({
        where: { file: join(session.workspace.folder, 'results') },
        message: 'there is no result to report',
        fix: 'run `assay validate`, `evaluate` or `gate` first, or download the .assay folder of the job that ran them',
      });
    }
    const format = formatOf(options.format, options.output);
    const text = await FORMATS[format].render(results, {
      model: session.config?.model ?? null,
      runUrl: host.runUrl(),
      repositoryUrl: await host.repositoryUrl(session.root),
      expected,
      history: DRAWN.has(format) ? await historyOf(ctx, session.config, options.versions) : null,
    });
    const path = targetOf(format, options, ctx.cwd, session.workspace.folder);
    if (path !== null) {
      await mkdir(dirname(path), { recursive: true });
      await writeFileAtomic(path, text);
    }
    const where = path === null ? 'standard output' : relative(ctx.cwd, path) || path;
    const result = await session.finish({
      command: 'report',
      ...(options.name === undefined ? {} : { name: options.name }),
      verdict: 'pass',
      summary: `report of ${whole.results.length} result${whole.results.length === 1 ? '' : 's'} (${whole.verdict}): ${where}`,
      data: { format, path, verdict: whole.verdict, summary: whole.summary },
      text: path === null ? '' : path,
    });
    return {
      result,
      outputs: { path: path ?? '', 'report-verdict': whole.verdict },
      text: path === null ? text : `${where}\n`,
    };
  },
});

/** Writes `.assay/report.html` for a workspace and gives its path; `run` ends with it. */
export async function writeHtmlReport(workspace: Workspace, about: ReportOptions = {}): Promise<string> {
  const path = join(workspace.folder, 'report.html');
  await writeFileAtomic(path, await FORMATS.html.render(await workspace.all(), about));
  return path;
}

function formatOf(format: string | undefined, output: string | undefined): FormatName {
  const named = FORMAT_NAMES.find((name) => name === format);
  if (named !== undefined) return named;
  if (output === undefined || output === '-') return 'html';
  const byEnding = EXTENSIONS[extname(output).toLowerCase()];
  if (byEnding !== undefined) return byEnding;
  throw usageError({
    message: `--output ${output}: its ending names no format`,
    expected: `one of ${Object.keys(EXTENSIONS).join(', ')}`,
    fix: `add --format ${FORMAT_NAMES.join('|')}`,
  });
}

/** Null is standard output: asked for with `-`, and what a format other than the page does without a file. */
function targetOf(
  format: FormatName,
  options: { readonly output: string | undefined; readonly format: string | undefined },
  cwd: string,
  workspace: string,
): string | null {
  if (options.output === '-') return null;
  if (options.output !== undefined) return resolve(cwd, options.output);
  return format === 'html' ? join(workspace, 'report.html') : null;
}
