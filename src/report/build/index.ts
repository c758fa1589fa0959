/**
 * From results to a document. Pure: the same results give the same document. One line of verdict first, then
 * what failed, then the metric diff; the rest is folded.
 */
import { type CommandName, type Result, type Verdict, worst } from '../../results/index.js';
import {
  type Block,
  type Content,
  code,
  type Document,
  details,
  heading,
  link,
  list,
  paragraph,
  strong,
  table,
  text,
  verdictMark,
} from '../document.js';
import { formatDuration } from '../text.js';
import { importBlocks, inferBlocks, profileBlocks, validateBlocks } from './data.js';
import { decisionBlocks, deployBlocks, monitorBlocks, plainBlocks, registerBlocks } from './delivery.js';
import { concernBlocks, concernsOf, quietFindings } from './findings.js';
import { evaluateBlocks, gateBlocks } from './metrics.js';
import { labelOfMissing, overall } from './overall.js';
import { labelOf, plural, shortDigest, worstFirst } from './parts.js';
import { trainBlocks } from './training.js';
import { type History, trendBlocks } from './trend.js';

export {
  type AlertIssue,
  type Answer,
  buildAlert,
  buildAnswer,
  buildDecisionState,
  buildEvidence,
  type DecisionState,
  type Evidence,
} from './issues.js';
export { type Overall, overall } from './overall.js';

export interface ReportOptions {
  /** Name of the model, where a configuration gives it. */
  readonly model?: string | null;
  /** From the host, never from a result: an artifact of a fork must not place links. */
  readonly runUrl?: string | null;
  readonly repositoryUrl?: string | null;
  /** Commands whose results must be there, or COMMAND.NAME; one that is missing makes the whole an error. */
  readonly expected?: readonly string[];
  /** Why results that were found are not used; then nothing of them is shown, and the whole is an error. */
  readonly refused?: readonly string[];
  /** Repository whose code made the results, where that is a fork: its data are shown, and trusted in nothing. */
  readonly untrusted?: string | null;
  /** Where the full report can be fetched, if it is known. From the host as well. */
  readonly artifactUrl?: string | null;
  /** Earlier versions, where a registry could be read. */
  readonly history?: History | null;
}

/** The report of a whole run. */
export function buildReport(all: readonly Result[], options: ReportOptions = {}): Document {
  const { results, missing, verdict, summary } = overall(all, options.expected, options.refused);
  const title = `Assay${options.model ? ` · ${options.model}` : ''}`;
  const steps = results.filter((result) => result.command !== 'run');
  const gated = results.some((result) => result.command === 'gate');
  const concerns = (steps.length > 0 ? steps : results).flatMap((result) => concernsOf(result, true));
  return {
    title,
    verdict,
    blocks: [
      heading(2, headline(verdict, options.model ?? null, summary, options.untrusted), 'always'),
      ...provenance(results, options),
      ...trustBlocks(options),
      ...concernBlocks(concerns),
      ...(steps.length > 0 || missing.length > 0
        ? [heading(3, [text('Steps')]), stepsTable(steps, missing)]
        : []),
      ...sectionBlocks(steps, gated, options.repositoryUrl ?? null),
      ...trendBlocks(results, options.history),
      ...notChecked(results),
    ],
  };
}

/** What a reader must know before any number: whose data these are, or why there are none. */
function trustBlocks({ untrusted, refused = [] }: ReportOptions): Block[] {
  const why = list(
    refused.map((reason) => [text(reason)]),
    'always',
  );
  if (untrusted === undefined || untrusted === null) return refused.length > 0 ? [why] : [];
  return [
    paragraph(
      [
        strong(text('Untrusted data:')),
        text(' the code of the fork '),
        code(untrusted),
        text(
          ' made these results, and could write anything into them. They promote nothing: after the merge the candidate is trained and evaluated again.',
        ),
      ],
      'always',
    ),
    ...(refused.length > 0 ? [why] : []),
  ];
}

/** The report of one result, as a terminal shows it after its command. */
export function buildResult(result: Result): Document {
  return {
    title: result.command,
    verdict: result.verdict,
    blocks: [
      heading(2, [verdictMark(result.verdict), text(` ${labelOf(result)}: ${result.summary}`)], 'always'),
      ...concernBlocks(concernsOf(result, false)),
      ...blocksOf(result, false, null),
      ...notChecked([result]),
    ],
  };
}

function headline(
  verdict: Verdict,
  model: string | null,
  summary: string,
  untrusted: string | null = null,
): Content {
  return [
    verdictMark(verdict),
    // Beside the mark, which is what a glance sees.
    ...(untrusted === null ? [] : [text(' (untrusted: results of a fork)')]),
    text(' · '),
    ...(model === null ? [] : [code(model), text(' · ')]),
    text(summary),
  ];
}

function provenance(results: readonly Result[], options: ReportOptions): Block[] {
  const [first] = results;
  if (!first) return options.runUrl ? [paragraph([link('the run', options.runUrl)], 'always')] : [];
  const page: Content[] = options.artifactUrl ? [[link('report as a page', options.artifactUrl)]] : [];
  const { run } = first;
  const parts: Content[] = [];
  if (options.runUrl) parts.push([link(`run ${run.id}`, options.runUrl)]);
  if (run.commit !== null) {
    const short = run.commit.slice(0, 8);
    const address = options.repositoryUrl ? `${options.repositoryUrl}/commit/${run.commit}` : null;
    const isId = /^[0-9a-f]{40,64}$/.test(run.commit);
    parts.push([text('commit '), isId && address ? link(short, address) : code(short)]);
  }
  if (results.some((result) => result.run.dirty === true)) {
    parts.push([strong(text('the work tree differed from the commit'))]);
  }
  if (run.config !== null) parts.push([text('configuration '), code(shortDigest(run.config))]);
  parts.push(...page);
  if (parts.length === 0) return [];
  return [
    paragraph(
      parts.flatMap((part, index) => (index === 0 ? part : [text(' · '), ...part])),
      'always',
    ),
  ];
}

const isWrong = (verdict: Verdict) => verdict === 'error' || verdict === 'fail';

function stepsTable(steps: readonly Result[], missing: readonly string[]): Block {
  const row = (result: Result): Content[] => [
    [text(labelOf(result))],
    [verdictMark(result.verdict)],
    [text(result.summary)],
    [text(formatDuration(result.durationMs))],
  ];
  const ordered = inOrder(steps);
  // The steps that went wrong, then those that therefore never ran.
  const wrong = worstFirst(ordered.filter(({ verdict }) => isWrong(verdict)));
  return table(
    ['step', 'status', 'what', 'time>'],
    [
      ...wrong.map(row),
      ...missing.map((name) => [
        [text(labelOfMissing(name))],
        [verdictMark('error')],
        [text('no result: it did not run, or ended before it wrote one; the log of its job says why')],
        [text('')],
      ]),
      ...ordered.filter((result) => !wrong.includes(result)).map(row),
    ],
    'normal',
  );
}

/** What a reviewer looks for first stands first. */
const SECTION_ORDER: readonly CommandName[] = [
  'gate',
  'evaluate',
  'validate',
  'profile',
  'infer',
  'import-contract',
  'train',
  'register',
  'approve',
  'reject',
  'deploy',
  'promote',
  'rollback',
  'monitor',
];

function inOrder(results: readonly Result[]): Result[] {
  const rank = (result: Result) => {
    const index = SECTION_ORDER.indexOf(result.command);
    return index < 0 ? SECTION_ORDER.length : index;
  };
  return [...results].sort((a, b) => rank(a) - rank(b));
}

/**
 * The sections of all results. Where several jobs of a matrix meet, each cell has one of its own under its name,
 * worst first, so that every metric table says whose it is; what has no name belongs to all and stands above.
 */
function sectionBlocks(steps: readonly Result[], gated: boolean, repositoryUrl: string | null): Block[] {
  const cells = new Map<string, Result[]>();
  for (const result of steps) {
    if (result.name === undefined) continue;
    const cell = cells.get(result.name);
    if (cell) cell.push(result);
    else cells.set(result.name, [result]);
  }
  if (cells.size < 2) return inOrder(steps).flatMap((result) => blocksOf(result, gated, repositoryUrl));
  const common = inOrder(steps.filter((result) => result.name === undefined));
  const sections = worstFirst(
    [...cells].map(([name, results]) => ({ name, results, verdict: worst(results.map((r) => r.verdict)) })),
  );
  return [
    ...common.flatMap((result) => blocksOf(result, gated, repositoryUrl)),
    ...sections.map(({ name, results, verdict }) => {
      const summary = [
        verdictMark(verdict),
        text(' · '),
        strong(text(name)),
        text(` · ${saying(results, verdict)}`),
      ];
      const own = results.some((result) => result.command === 'gate');
      const blocks = inOrder(results).flatMap((result) => blocksOf(result, own, repositoryUrl));
      return details(summary, blocks.length > 0 ? blocks : [paragraph([text('Nothing more is known.')])], {
        keep: 'normal',
        fair: true,
      });
    }),
  ];
}

/** What a cell says in one line: the summary of what decided its verdict. */
function saying(results: readonly Result[], verdict: Verdict): string {
  const ordered = inOrder(results);
  return (ordered.find((result) => result.verdict === verdict) ?? ordered[0])?.summary ?? '';
}

/** The section of a result, after its concerns, which stand together above all sections. */
function blocksOf(result: Result, gated: boolean, repositoryUrl: string | null): Block[] {
  switch (result.command) {
    case 'gate':
      return gateBlocks(result, repositoryUrl);
    case 'evaluate':
      return evaluateBlocks(result, gated);
    case 'validate':
      return validateBlocks(result);
    case 'profile':
      return profileBlocks(result);
    case 'infer':
      return inferBlocks(result);
    case 'import-contract':
      return importBlocks(result);
    case 'train':
      return [...trainBlocks(result), ...quietFindings(result.findings)];
    case 'register':
      return registerBlocks(result);
    case 'approve':
    case 'reject':
      return decisionBlocks(result);
    case 'deploy':
    case 'rollback':
    case 'promote':
      return deployBlocks(result);
    case 'monitor':
      return monitorBlocks(result);
    default:
      return plainBlocks(result);
  }
}

function notChecked(results: readonly Result[]): Block[] {
  const items = results.flatMap((result) =>
    result.notChecked.map(
      (what): Content => [...(results.length > 1 ? [text(`${labelOf(result)} · `)] : []), text(what)],
    ),
  );
  if (items.length === 0) return [];
  return [details([text(`Not checked: ${plural(items.length, 'thing')}`)], [list(items, 'spare')])];
}
