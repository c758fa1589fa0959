/** What `assay registry` can do, one row each. */
import { statfs } from 'node:fs/promises';
import { type Context, codeOf } from '../../base/index.js';
import { type LoadedConfig, registryText } from '../../config/index.js';
import {
  initRegistry,
  networkFileSystem,
  openStoreRegistry,
  type Policy,
  type ProbeFinding,
  policiesFor,
  probeStore,
  type RegistryProblem,
  ROLE_RIGHTS,
  ROLES,
  verifyStore,
} from '../../registry/index.js';
import { bucketOf } from '../place.js';
import type { Action, ActionInput, Done } from './action.js';
import { exportTo, importFrom } from './carry.js';
import { gc } from './gc.js';
import { log } from './log.js';
import type { Place } from './place.js';
import { lines, plural, table } from './table.js';

export const ACTIONS = {
  init,
  doctor,
  verify,
  gc,
  log,
  export: exportTo,
  import: importFrom,
} as const satisfies Record<string, Action>;
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

async function doctor({ ctx, place, config }: ActionInput): Promise<Done> {
  const registry = await openStoreRegistry(place.location, place.root, ctx);
  const { store } = registry;
  const finding = await probeStore(store, ctx.now);
  const problems = unsafeProblems(finding);
  const policies = policiesFor(registryText(place.location));
  const targets = await targetRights(config);
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
    data: {
      finding,
      leftovers: left,
      ...(policies === null ? {} : { policies }),
      ...(targets.length === 0 ? {} : { targets }),
    },
    text: lines([
      summary,
      table(
        ['CHECK', 'RESULT', ''],
        finding.checks.map(({ check, ok, detail }) => [check, ok ? 'ok' : 'FAILED', detail]),
      ),
      ...warnings.map(({ message, fix }) => `warning: ${message}; ${fix ?? ''}`),
      ...(left > 0 ? [`${plural(left, 'remainder')} of interrupted writes; never read`] : []),
      ...(policies === null ? [] : ['', rightsTable()]),
      ...(targets.length === 0 ? [] : ['', targetsTable(targets)]),
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

interface TargetRights {
  readonly target: string;
  readonly url: string;
  /** For `deploy` and `rollback`, beside the deployer's for the registry. */
  readonly deployer: Policy;
  /** For whatever serves it. */
  readonly server: Policy;
}

/** The least policies of the targets of assay.yaml that lie in a bucket. */
async function targetRights(config: LoadedConfig | null): Promise<TargetRights[]> {
  const found: TargetRights[] = [];
  for (const [target, settings] of Object.entries(config?.targets ?? {})) {
    const bucket = config === null ? null : await bucketOf(config, settings);
    if (bucket === null) continue;
    const { url } = bucket;
    const { readerPolicy, targetPolicy } = await import('../../deployment/index.js');
    found.push({ target, url, deployer: targetPolicy(url), server: readerPolicy(url) });
  }
  return found;
}

/** What whoever deploys needs in the bucket of a target. */
function targetsTable(targets: readonly TargetRights[]): string {
  return [
    'The least rights on the buckets of targets: for `deploy` and `rollback`, beside those of the deployer, and for',
    'a server; the policies are in the result (--json, data.targets)',
    table(
      ['TARGET', 'BELOW', 'DEPLOY, ROLLBACK', 'A SERVER'],
      targets.map(({ target, url }) => [
        target,
        `${url.replace(/\/+$/, '')}/`,
        'list, read, create, remove',
        'list, read',
      ]),
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
