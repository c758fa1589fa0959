/** Drift of the production data against the profile that was stored with the version in service. */
import { type Context, usageError } from '../../base/index.js';
import type { DriftConfig, LoadedConfig } from '../../config/index.js';
import {
  type Contract,
  type Dataset,
  driftAgainstProfile,
  driftSettings,
  loadContract,
  openReading,
  openView,
  periodsOf,
  resolveDataset,
  withContract,
} from '../../data/index.js';
import { type Database, openDatabase } from '../../engines/index.js';
import type { ModelVersion, Registry } from '../../registry/index.js';
import type { DatasetSummary, Drift } from '../../results/index.js';
import type { Place } from '../../s3/index.js';
import { datasetOf, profileOfVersion } from '../reference.js';

export interface DriftWatch {
  readonly dataset: Dataset;
  readonly summary: DatasetSummary;
  readonly drift: readonly Drift[];
  readonly notChecked: readonly string[];
}

/** `name` is the dataset of assay.yaml that is watched, `path` where its files are. */
export async function watchDrift(
  ctx: Context,
  config: LoadedConfig,
  place: Place,
  registry: Registry,
  version: ModelVersion,
  name: string,
  path: string,
): Promise<DriftWatch> {
  const settings = config.datasets[name];
  const found = await resolveDataset(name, path, place, ctx.signal);
  const dataset = await withContract(found, settings?.contract, config.root);
  const db = await openDatabase(ctx);
  try {
    const reading = await openReading(db, dataset, ctx.signal);
    const counted = db.all(`SELECT count(*) AS n FROM ${reading.from}`).then(([row]) => Number(row?.['n']));
    // Rows that the engine leaves out would be missing from drift and from performance without a word.
    const [rows] = await Promise.all([counted, reading.verify(counted)]);
    const summary: DatasetSummary = {
      name,
      path,
      files: dataset.files.length,
      rows,
      columns: reading.columns.size,
      sha256: dataset.sha256,
    };
    // Production is always compared with what the version in service learnt from.
    const reference = datasetOf(settings?.drift?.reference ?? 'train');
    const profile = await profileOfVersion(registry, version, reference);
    if ('missing' in profile) {
      return { dataset, summary, drift: [], notChecked: [`drift: ${profile.missing}`] };
    }
    const contract =
      settings?.contract === undefined ? null : await loadContract(settings.contract, config.root);
    const window = settings?.drift?.window;
    const only = window === undefined ? undefined : await currentPeriod(ctx, db, dataset, contract, window);
    // An id that is declared once identifies the rows of production too.
    const id = settings?.id ?? config.evaluate?.id;
    const report = await driftAgainstProfile(ctx, db, profile, dataset, contract, {
      ...driftSettings(settings?.drift),
      ...(only === undefined ? {} : { where: only }),
      ...(id === undefined ? {} : { id }),
      ...(config.evaluate === undefined ? {} : { label: config.evaluate.target }),
      reference: `profile:${reference} of v${version.entry.version}`,
    });
    const notChecked = [
      ...report.notChecked,
      ...(window === undefined || window.reference === 'all'
        ? []
        : [
            `drift against the period "${window.reference}": production is compared with the version's profile`,
          ]),
      ...(settings?.drift?.domain
        ? ['drift of all columns together: the version keeps profiles and no rows']
        : []),
    ];
    return { dataset, summary, drift: report.drift, notChecked };
  } catch (error) {
    if (error instanceof Error && /no such column|Binder Error/.test(error.message)) {
      throw usageError(
        { where: { file: path }, message: `cannot be compared with the profile: ${error.message}` },
        error,
      );
    }
    throw error;
  } finally {
    db.close();
  }
}

/** The condition of the rows that count as current, by the window of the dataset. */
async function currentPeriod(
  ctx: Context,
  db: Database,
  dataset: Dataset,
  contract: Contract | null,
  window: NonNullable<DriftConfig['window']>,
): Promise<string | undefined> {
  const view = await openView(db, dataset, contract, ctx.signal);
  const alone = { ...window, reference: 'all' };
  const { current } = await periodsOf(db, view, dataset.name, alone).finally(() => view.close());
  return current.where;
}
