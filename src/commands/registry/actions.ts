/** What `assay registry` can do, one row each. */
import { statfs } from 'node:fs/promises';
import { type Context, codeOf, usageError } from '../../base/index.js';
import { registryText } from '../../config/index.js';
import {
  initRegistry,
  networkFileSystem,
  openStoreRegistry,
  type ProbeFinding,
  policiesFor,
  probeStore,
  type RegistryProblem,
  ROLE_RIGHTS,
  ROLES,
  type StoreRegistry,
  verifyStore,
} from '../../registry/index.js';
import type { Verdict } from '../../results/index.js';
import type { Place } from './place.js';
import { clean, plural, short, table, when } from './table.js';

export interface ActionInput {
  readonly ctx: Context;
  readonly place: Place;
  readonly model: string | undefined;
  readonly alias: string | undefined;
}
export interface Done {
  readonly verdict: Verdict;
  readonly summary: string;
  readonly problems: readonly RegistryProblem[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly text: string;
}
type Action = (input: ActionInput) => Promise<Done>;

export const ACTIONS = { init, doctor, verify, log } as const satisfies Record<string, Action>;
export type ActionName = keyof typeof ACTIONS;

async function init({ ctx, place }: ActionInput): Promise<Done> {
  const { registry, created, finding } = await initRegistry(place.location, place.root, ctx);
  const warnings = [...unsafeProblems(finding), ...(await placeWarnings(place, ctx))];
  const summary = created
    ? `made a registry in ${registry.description}`
    : `${registry.description} is a registry already`;
  return {
    verdict: warnings.length > 0 ? 'warn' : 'pass',
    summary,
    problems: warnings,
    data: { created, ...(finding === null ? {} : { finding }) },
    text: lines([summary, ...warnings.map(({ message, fix }) => `warning: ${message}; ${fix ?? ''}`)]),
  };
}

async function doctor({ ctx, place }: ActionInput): Promise<Done> {
  const registry = await openStoreRegistry(place.location, place.root, ctx);
  const { store } = registry;
  const finding = await probeStore(store, ctx.now);
  const problems = unsafeProblems(finding);
  const policies = policiesFor(registryText(place.location));
  const warnings = await placeWarnings(place, ctx);
  let left = 0;
  for await (const _ of store.leftovers()) left += 1;
  const summary = finding.safe
    ? `${store.description} is safe: of ${finding.writers} racing writers one won, in each of ${finding.rounds} rounds`
    : `${store.description} is not safe for a registry`;
  return {
    verdict: !finding.safe ? 'fail' : warnings.length > 0 ? 'warn' : 'pass',
    summary,
    problems: [...problems, ...warnings],
    data: { finding, leftovers: left, ...(policies === null ? {} : { policies }) },
    text: lines([
      summary,
      table(
        ['CHECK', 'RESULT', ''],
        finding.checks.map(({ check, ok, detail }) => [check, ok ? 'ok' : 'FAILED', detail]),
      ),
      ...warnings.map(({ message, fix }) => `warning: ${message}; ${fix ?? ''}`),
      ...(left > 0 ? [`${plural(left, 'remainder')} of interrupted writes; never read`] : []),
      ...(policies === null ? [] : ['', rightsTable()]),
    ]),
  };
}

async function verify({ ctx, place }: ActionInput): Promise<Done> {
  const registry = await openStoreRegistry(place.location, place.root, ctx);
  const progress = ctx.log.progress('verify');
  try {
    const verification = await verifyStore(registry.store, {
      progress: (text, fraction) => progress.update(text, fraction),
      signal: ctx.signal,
    });
    const { problems, notes, objects, bytes } = verification;
    const read = `${plural(objects, 'object')}, ${plural(bytes, 'byte')} read`;
    const summary =
      problems.length === 0
        ? `${registry.description} is whole: ${read}`
        : `${registry.description} is damaged: ${plural(problems.length, 'problem')}; ${read}`;
    return {
      verdict: problems.length === 0 ? 'pass' : 'fail',
      summary,
      problems,
      data: { objects, bytes, notes },
      text: lines([
        summary,
        ...problems.map(
          ({ key, message, fix }) =>
            `damaged: ${key}: ${message}${fix === undefined ? '' : `\n  fix: ${fix}`}`,
        ),
        ...notes.map(({ key, message }) => `note: ${key}: ${message}`),
      ]),
    };
  } finally {
    progress.done();
  }
}

interface LogLine {
  readonly time: string;
  readonly model: string;
  readonly actor: string;
  readonly what: string;
  readonly version: number | null;
  readonly digest: string | null;
  readonly run: string | null;
  readonly approvals: readonly string[];
  readonly why: string;
}

async function log({ ctx, place, model, alias }: ActionInput): Promise<Done> {
  const registry = await openStoreRegistry(place.location, place.root, ctx);
  const all = await registry.models();
  if (model !== undefined && !all.includes(model)) {
    throw usageError({
      message: `${registry.description} has no model ${model}`,
      expected: all.join(', ') || 'none is there',
    });
  }
  const entries: LogLine[] = [];
  for (const one of model === undefined ? all : [model]) entries.push(...(await logOf(registry, one, alias)));
  entries.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  const text = table(
    ['WHEN (UTC)', 'MODEL', 'WHO', 'WHAT', 'VERSION', 'DIGEST', 'RUN', 'APPROVALS', 'WHY'],
    entries.map((entry) => [
      when(entry.time),
      entry.model,
      clean(entry.actor),
      clean(entry.what),
      entry.version === null ? '' : `v${entry.version}`,
      entry.digest === null ? '' : short(entry.digest),
      clean(entry.run ?? ''),
      entry.approvals.map((id) => id.slice(-8)).join(' '),
      clean(entry.why),
    ]),
  );
  return {
    verdict: 'pass',
    summary: `${plural(entries.length, 'entry').replace(/entrys$/, 'entries')} in ${registry.description}`,
    problems: [],
    data: { entries },
    text: `${text}\n`,
  };
}

async function logOf(registry: StoreRegistry, model: string, only: string | undefined): Promise<LogLine[]> {
  const entries: LogLine[] = [];
  const versions = await registry.versions(model);
  for (const { time, actor, version, digest, run } of versions) {
    if (only === undefined) {
      entries.push({ time, model, actor, what: 'register', version, digest, run, approvals: [], why: '' });
    }
    for (const decision of await registry.decisions(model, version)) {
      if (only !== undefined && decision.target !== only) continue;
      const what = `${decision.decision} for ${decision.target}`;
      const { reason: why, source } = decision;
      entries.push({
        time: decision.time,
        model,
        actor: decision.actor,
        what,
        version,
        digest,
        run: source,
        approvals: [decision.id],
        why,
      });
    }
  }
  for (const alias of await registry.aliases(model)) {
    if (only !== undefined && alias !== only) continue;
    for (const { time, actor, kind, version, to, run, approvals, reason } of await registry.aliasLog(
      model,
      alias,
    )) {
      entries.push({
        time,
        model,
        actor,
        what: `${kind} ${alias}`,
        version,
        digest: to,
        run,
        approvals,
        why: reason,
      });
    }
  }
  for (const { time, actor, kind, data, key } of await registry.events(model)) {
    const target = data['target'];
    if (only !== undefined && target !== only) continue;
    const version = typeof data['version'] === 'number' ? data['version'] : null;
    const what = typeof target === 'string' ? `${kind} ${target}` : kind;
    entries.push({
      time,
      model,
      actor,
      what,
      version,
      digest: null,
      run: null,
      approvals: [],
      why: key ?? '',
    });
  }
  return entries;
}

function unsafeProblems(finding: ProbeFinding | null): RegistryProblem[] {
  return (finding?.checks ?? [])
    .filter(({ ok }) => !ok)
    .map(({ check, detail }) => ({
      key: 'probes',
      message: `${check}: ${detail}`,
      fix: 'move the registry to a store that is safe',
    }));
}

/** Who needs which rights on the bucket, beside the right to list and read, which all need. */
function rightsTable(): string {
  return [
    'The least rights on the bucket, by role, beside those to list and read; the policies are in the result',
    '(--json, data.policies) and in docs/aws.md',
    table(
      ['ROLE', 'COMMANDS', 'MAY CREATE', 'MAY REMOVE'],
      ROLES.map((role) => {
        const { commands, creates, removes } = ROLE_RIGHTS[role];
        return [role, commands.join(', '), creates.join(' ') || 'nothing', removes.join(' ') || 'nothing'];
      }),
    ),
  ].join('\n');
}

/** What is worth knowing of the folder itself. */
async function placeWarnings(place: Place, ctx: Context): Promise<RegistryProblem[]> {
  const { store } = await openStoreRegistry(place.location, place.root, ctx);
  const folder = 'folder' in store && typeof store.folder === 'string' ? store.folder : null;
  if (folder === null) return [];
  try {
    const kind = networkFileSystem((await statfs(folder)).type);
    if (kind === null) return [];
    return [
      {
        key: folder,
        message: `the folder lies on a network file system (${kind}), which may show a file late or lose its last writes`,
        fix: 'keep the registry on a local disk, and copy it, or run `assay registry doctor` from every machine that writes',
      },
    ];
  } catch (error) {
    // Some systems cannot tell; that is no fault of the folder.
    if (codeOf(error) === undefined) throw error;
    ctx.log.debug(`the kind of file system of ${folder} is not known: ${String(error)}`);
    return [];
  }
}

function lines(texts: readonly string[]): string {
  return `${texts.join('\n')}\n`;
}
