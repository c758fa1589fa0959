/** The profile of a dataset, or of one shard of it, after the data were checked. */
import { type Context, usageError } from '../../base/index.js';
import { memoryLimit } from '../../config/index.js';
import {
  type Contract,
  EMPTY_CONTRACT,
  type FoundDataset,
  findDataset,
  loadContract,
  noRows,
  type Profile,
  parseShard,
  profileDataset,
  profileText,
  splitDataset,
  validateDataset,
} from '../../data/index.js';
import { openDatabase } from '../../engines/index.js';
import { readReference } from '../reference.js';
import type { BodyOf, Session } from '../session.js';
import { referenceOf } from '../validate/references.js';
import { subjectsOf } from '../validate/subjects.js';
import type { ProfileCommandOptions } from './options.js';

export interface Made {
  /** Null where the data failed: what failed is no reference. */
  readonly profile: Profile | null;
  readonly text: string;
  readonly body: Omit<BodyOf<'profile'>, 'command' | 'name' | 'artifacts'>;
}

export async function newProfile(
  ctx: Context,
  session: Session,
  options: ProfileCommandOptions,
): Promise<Made> {
  const { found: whole, contract } = await subjectOf(session, options);
  if (whole.format === 'files') throw noRows(whole);
  const edges = options.edges === undefined ? undefined : await readEdges(ctx, session, options.edges);
  const split = options.shard === undefined ? null : splitDataset(whole, parseShard(options.shard));
  const found = split?.found ?? whole;
  const memory = session.config?.memory;
  const db = await openDatabase(
    ctx,
    memory === undefined ? {} : { memory: memoryLimit(memory, 'memory of assay.yaml') },
  );
  try {
    const validation = await validateDataset(ctx, db, found, contract ?? EMPTY_CONTRACT, {
      reference: (reference) => referenceOf(reference, session.config, session.place),
    });
    const good = validation.verdict === 'pass' || validation.verdict === 'warn';
    const profile = good
      ? await profileDataset(ctx, db, validation.dataset, contract, {
          ...(options.bins === undefined ? {} : { bins: options.bins }),
          ...(options.categories === undefined ? {} : { categories: options.categories }),
          ...(edges === undefined ? {} : { edges }),
          ...(split === null ? {} : { shard: split.shard }),
        })
      : null;
    const { columns } = validation.summary;
    const { name } = found;
    const part = split === null ? '' : `shard ${split.shard.index} of ${split.shard.of}: `;
    return {
      profile,
      text: profile === null ? '' : profileText(profile),
      body: {
        verdict: validation.verdict,
        summary:
          profile === null
            ? `${part}${found.path} failed its checks, and failed data gives no profile`
            : `${part}${profile.rows} rows and ${columns} columns of ${found.path}`,
        inputs: [{ name, path: found.path, sha256: validation.dataset.sha256 }],
        findings: validation.findings,
        notChecked: [
          ...(contract === null ? [`${name}: it has no contract; only that it can be read`] : []),
          ...(split === null || split.shard.rows
            ? []
            : [`${name}: rules over all rows (uniqueness, row counts, SQL) beyond this shard`]),
          ...validation.notChecked,
        ],
        datasets: [validation.summary],
      },
    };
  } finally {
    db.close();
  }
}

async function subjectOf(
  { root, place, config }: Session,
  options: ProfileCommandOptions,
): Promise<{ readonly found: FoundDataset; readonly contract: Contract | null }> {
  if (options.dataset === undefined) {
    return {
      found: await findDataset('data', options.data ?? '', place),
      contract: options.contract === undefined ? null : await loadContract(options.contract, root),
    };
  }
  const subjects = await subjectsOf(
    {
      data: undefined,
      contract: undefined,
      reference: undefined,
      severity: 'warn',
      datasets: [options.dataset],
    },
    config,
    place,
  );
  const subject = subjects.get(options.dataset);
  if (subject === undefined) throw usageError({ message: `there is no dataset ${options.dataset}` });
  return subject;
}

/** Bins may come from a shard too: whoever is first gives them to the others. */
async function readEdges(ctx: Context, { config, place }: Session, edges: string): Promise<Profile> {
  const profile = await readReference(ctx, config, edges, place, { shards: true });
  if (!('missing' in profile)) return profile;
  throw usageError({
    message: `--edges ${edges}: ${profile.missing}`,
    fix: 'name the file of a profile',
  });
}
