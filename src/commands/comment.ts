/** `assay comment`: the report on the pull request, in the job summary, as a check run and as annotations. */
import { isAbsolute, relative, resolve } from 'node:path';
import {
  AssayError,
  type Context,
  environmentError,
  isInside,
  messageOf,
  type Problem,
  usageError,
} from '../base/index.js';
import { defaultKey, forkOf, type GitHubEvent, markerOf, message, readEvent } from '../host/index.js';
import { allAnnotations, buildReport, overall, withinStep } from '../report/index.js';
import type { RunIdentity } from '../results/index.js';
import { defineCommand } from './command.js';
import { commentBody } from './comment/body.js';
import { configName, type Forge, forgeOf } from './comment/forge.js';
import { type FromRun, readFromRun, sourceOf } from './comment/from-run.js';
import { placesOf } from './comment/places.js';
import { closeLeftOpen, type Part, type Publication, type Published, publish } from './comment/publish.js';
import { findingsOf } from './comment/refusal.js';
import { EXPECT, expectedOf, resultsAtHand } from './results-at-hand.js';
import { openSession, type Session } from './session.js';

const PARTS: readonly Part[] = ['comment', 'check', 'summary'];

export default defineCommand({
  name: 'comment',
  summary: 'publish the report on the pull request, the job summary and a check run',
  details:
    'Renders every result of this run and publishes it. The comment is found again by a hidden marker, so a pull ' +
    'request has one for each workflow and configuration, which is updated. What the token may not do is a warning ' +
    'that names the permission; the verdict is still shown in the job summary and in the output report-verdict. In a ' +
    'terminal without a token the Markdown is printed. The verdict of the step itself is that of publishing; where there is ' +
    'no result, or an expected one is missing, it is error.',
  options: {
    results: {
      type: 'list',
      value: 'FILE',
      summary: 'result files to publish instead of .assay/, all of one run',
    },
    expect: EXPECT,
    key: {
      type: 'string',
      value: 'NAME',
      summary: 'tells comments apart (absent: of workflow and configuration)',
    },
    'pull-request': {
      type: 'integer',
      value: 'N',
      summary: 'pull request (absent: of the event, or of the head commit)',
    },
    repository: {
      type: 'string',
      value: 'OWNER/NAME',
      summary: 'repository (absent: GITHUB_REPOSITORY, or the remote origin)',
    },
    'from-run': {
      type: 'integer',
      value: 'ID',
      summary: 'publish what this other run left, as data that a stranger may have written (a fork)',
    },
    artifact: {
      type: 'string',
      value: 'NAME',
      summary:
        'with --from-run: its artifact, by name, or as a zip file or folder (absent: assay-model-report-ATTEMPT)',
    },
    'artifact-url': {
      type: 'string',
      value: 'URL',
      summary: 'address of the artifact with the report as a page, for a link (that of upload-artifact)',
    },
    token: { type: 'string', summary: 'token for the API (absent: GITHUB_TOKEN or GH_TOKEN)' },
    only: {
      type: 'list',
      value: 'PART',
      summary: 'publish only this: comment, check or summary; repeat for several',
    },
    'dry-run': { type: 'boolean', summary: 'print the comment, publish nothing' },
    close: {
      type: 'boolean',
      summary: 'publish nothing; complete, as failed, the check runs that a lost job of this run left open',
    },
  },
  examples: [
    {
      run: 'assay comment',
      does: 'publish the results of this run; in a terminal without a token, print them',
    },
    { run: 'assay comment --dry-run', does: 'print the Markdown that would be posted' },
    {
      run: 'assay comment --results gate.json --pull-request 12',
      does: 'post one result, without assay.yaml',
    },
    {
      run: 'assay comment --from-run 4711 --expect gate',
      does: "publish the results of a fork's pull request, from its artifact, on that pull request",
    },
    { run: 'assay comment --only comment --key nightly', does: 'a comment of its own, and no check run' },
    {
      run: 'assay comment --close',
      does: 'in a last job that always runs: end what a lost runner left open',
    },
  ],
  outputs: {
    'report-verdict': 'verdict of the results: the worst of them',
    url: 'address of the comment, empty where there is none',
    untrusted: 'true where the results are those of a fork',
  },
  permissions: {
    'pull-requests': 'write: to create and update the comment',
    checks: 'write: to make the check run',
    actions: 'read: to fetch the results of another run, with `--from-run`',
  },
  async run({ ctx, host, options }) {
    if (options.token !== undefined) ctx.log.secret(options.token);
    const parts = partsOf(options.only);
    refuseTogether(options);
    const session = await openSession(ctx, host, { config: options.config });
    const model = session.config?.model ?? null;
    const repositoryUrl = await host.repositoryUrl(session.root);
    const config = configName(ctx, session.config?.file ?? null);
    const key = options.key ?? defaultKey(ctx.env['GITHUB_WORKFLOW'] ?? '', config);
    markerOf(key);
    const forge = await forgeOf(ctx, host, session.root, options);
    const event: GitHubEvent = host.kind === 'github' ? await readEvent(ctx) : { name: '' };
    const named = options.name === undefined ? {} : { name: options.name };
    const source = options.close ? null : await sourceOf(ctx, forge, event, options, session.workspace.run);
    const run = source?.run ?? session.workspace.run;
    const runUrl = source === null ? host.runUrl() : runAddress(repositoryUrl, source.run);
    const about = { key, run, runUrl, repositoryUrl, checkName: checkName(model, options.key), event };

    if (options.close) {
      const entry = await closeLeftOpen(ctx, forge, about);
      say(ctx, entry);
      const findings = findingsOf([entry]);
      const result = await session.finish({
        command: 'comment',
        ...named,
        verdict: entry.state === 'closed' || findings.length > 0 ? 'warn' : 'pass',
        summary: entry.detail,
        findings,
        data: { published: [entry], verdict: entry.state === 'closed' ? 'error' : null, key },
      });
      return {
        result,
        outputs: { 'report-verdict': entry.state === 'closed' ? 'error' : '', url: '', untrusted: 'false' },
      };
    }

    const expected = expectedOf(options.expect);
    const from = source === null ? null : await readFromRun(ctx, forge, source, placeOf(options, session));
    const results = from?.results ?? (await resultsAtHand(session, ctx.cwd, options.results));
    const refused = from?.refused ?? [];
    for (const reason of refused) ctx.log.error(message('resultsRefused', { run: run.id, reason }));
    const whole = overall(results, expected, refused);
    // Nothing to speak of is published as an error, and is one: a green step would hide that nothing was checked.
    const unfounded = whole.results.length === 0 || whole.missing.length > 0;
    const untrusted = source?.fork ?? strangerOf(event, forge);
    const document = buildReport(results, {
      model,
      runUrl,
      repositoryUrl,
      expected,
      refused,
      untrusted,
      // A page that a fork wrote is no page to open.
      artifactUrl:
        untrusted === null ? (options['artifact-url'] ?? artifactAddress(repositoryUrl, from)) : null,
    });
    const outputs = { 'report-verdict': whole.verdict, url: '', untrusted: String(untrusted !== null) };
    const content = { ...about, source, untrusted, document, whole, now: ctx.now() };

    if (options['dry-run'] || (host.kind === 'terminal' && (forge === null || forge.token === null))) {
      const body = await commentBody(content, null);
      const why = options['dry-run'] ? 'dry run' : 'no token, or no repository on GitHub';
      const result = await session.finish({
        command: 'comment',
        ...named,
        verdict: unfounded ? 'error' : 'pass',
        summary: `nothing published (${why}); the report says ${whole.verdict}`,
        data: { published: [], verdict: whole.verdict, key },
        text: body,
      });
      return { result, outputs, text: body };
    }

    const places = await placesOf(session.config);
    const marks = {
      fileOf: (path: string) => repositoryPath(ctx, session.root, path),
      ruleAt: places.ofRule,
      findingAt: places.ofFinding,
    };
    const annotations = allAnnotations(results, marks);
    const publication: Publication = {
      ...content,
      pullRequest: options['pull-request'],
      // Outside of a workflow a check run would need the token of a GitHub App: only where asked for.
      parts: new Set(parts ?? (host.kind === 'github' ? PARTS : (['comment'] as const))),
      notes: annotations.flatMap(({ file, line = 1, ...note }) =>
        file === undefined ? [] : [{ ...note, file, line }],
      ),
    };
    const { published, errors } = await publish(ctx, forge, publication);
    for (const entry of published) say(ctx, entry);
    const findings = findingsOf(published);
    const url = published.find((entry) => entry.part === 'comment')?.url ?? '';
    const result = await session.finish({
      command: 'comment',
      ...named,
      verdict: unfounded ? 'error' : findings.length > 0 ? 'warn' : 'pass',
      summary: `${summaryOf(published)}; the report says ${whole.verdict}`,
      findings,
      data: { published, verdict: whole.verdict, key },
    });
    if (errors.length > 0) throw environmentError(errors.flatMap(problemsOf), errors[0]);
    // The check run carries the notes on files of its commit, and the log the others. The log of a `workflow_run`
    // carries none: its annotations would land on the default branch, where nobody looks.
    const noted = published.some(({ part, state }) => part === 'check' && state === 'completed');
    const left = annotations.filter(({ file }) => !noted || file === undefined);
    const inLog = host.kind === 'github' && !event.workflow_run && source === null;
    return { result, outputs: { ...outputs, url }, annotations: inLog ? withinStep(left) : [] };
  },
});

/**
 * The fork whose run started this workflow, or whose pull request it was given with a token that writes. Results that
 * are named here one by one may come from its artifact, or its code may have made them.
 */
function strangerOf(event: GitHubEvent, forge: Forge | null): string | null {
  if (forge === null || (event.name !== 'workflow_run' && event.name !== 'pull_request_target')) return null;
  return forkOf(event, `${forge.owner}/${forge.repo}`);
}

/** Options that say the same thing in two ways, or that the other makes idle. */
function refuseTogether(options: {
  readonly 'dry-run': boolean;
  readonly close: boolean;
  readonly only: readonly string[];
  readonly results: readonly string[];
  readonly 'from-run': number | undefined;
  readonly artifact: string | undefined;
  readonly 'pull-request': number | undefined;
}): void {
  const given = (names: readonly (keyof typeof options)[]) =>
    names.filter((name) => {
      const value = options[name];
      return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
    });
  const idle = options.close ? given(['dry-run', 'only', 'results', 'from-run', 'artifact']) : [];
  const another = options['from-run'] !== undefined || options.artifact !== undefined;
  const twice = another && !options.close ? given(['results', 'pull-request']) : [];
  const problems = [
    ...idle.map((option) => ({ message: message('closeAlone', { option }) })),
    ...twice.map((option) => ({ message: message('fromRunAlone', { option }) })),
  ];
  if (problems.length > 0) throw usageError(problems);
}

function runAddress(repositoryUrl: string | null, { id, attempt }: RunIdentity): string | null {
  if (repositoryUrl === null) return null;
  return `${repositoryUrl}/actions/runs/${id}${attempt > 1 ? `/attempts/${attempt}` : ''}`;
}

function artifactAddress(repositoryUrl: string | null, from: FromRun | null): string | null {
  if (repositoryUrl === null || from === null || from.artifact === null) return null;
  return `${repositoryUrl}/actions/runs/${from.source.run.id}/artifacts/${from.artifact}`;
}

/** Where the results of the other run are, if a step before has fetched them. */
function placeOf(
  options: { readonly artifact: string | undefined; readonly 'from-run': number | undefined },
  session: Session,
): { readonly artifact: string | undefined; readonly folder: string | null } {
  const fetched = options.artifact === undefined && options['from-run'] === undefined;
  return { artifact: options.artifact, folder: fetched ? session.workspace.folder : null };
}

function partsOf(only: readonly string[]): readonly Part[] | null {
  if (only.length === 0) return null;
  const unknown = only.filter((part) => !PARTS.some((known) => known === part));
  if (unknown.length > 0) {
    throw new AssayError(
      'usage',
      unknown.map((part) => ({
        message: message('badPart', { part: JSON.stringify(part) }),
        expected: `one of ${PARTS.join(', ')}`,
      })),
    );
  }
  return PARTS.filter((part) => only.includes(part));
}

/** Several models of a repository have checks of their own names. */
function checkName(model: string | null, key: string | undefined): string {
  const detail = key ?? model;
  return detail === null ? 'assay' : `assay (${detail})`;
}

function say(ctx: Context, entry: Published): void {
  const line = `${entry.part}: ${entry.state}, ${entry.detail}${entry.url === undefined ? '' : `, ${entry.url}`}`;
  if (entry.state === 'refused')
    ctx.log.warn(entry.fix === undefined ? line : `${line}\n  fix: ${entry.fix}`);
  else ctx.log.info(line);
}

function summaryOf(published: readonly Published[]): string {
  return published.map((entry) => `${entry.part} ${entry.state}`).join(', ') || 'nothing to publish';
}

function problemsOf(error: unknown): readonly Problem[] {
  return error instanceof AssayError ? error.problems : [{ message: messageOf(error) }];
}

/** The path of a file from the root of the repository, as annotations need it; null outside of it. */
function repositoryPath(ctx: Context, root: string, path: string): string | null {
  const top = ctx.env['GITHUB_WORKSPACE'];
  const absolute = isAbsolute(path) ? path : resolve(root, path);
  if (!top || !isInside(top, absolute)) return null;
  return relative(top, absolute).split('\\').join('/');
}
