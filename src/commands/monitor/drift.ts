/** Drift of the production data against the profile that was stored with the version in service. */
import { type Context, usageError } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import {
  type Dataset,
  driftAgainstProfile,
  loadContract,
  parseProfile,
  relationSql,
  resolveDataset,
} from '../../data/index.js';
import { openDatabase } from '../../engines/index.js';
import type { ModelVersion, Registry } from '../../registry/index.js';
import type { DatasetSummary, Drift } from '../../results/index.js';

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
  registry: Registry,
  version: ModelVersion,
  name: string,
  path: string,
): Promise<DriftWatch> {
  const settings = config.datasets[name];
  const dataset = await resolveDataset(name, path, config.root, ctx.signal);
  const db = await openDatabase(ctx);
  try {
    const [row] = await db.all(`SELECT count(*) AS n FROM ${relationSql(dataset)}`);
    const columns = await db.all(`DESCRIBE SELECT * FROM ${relationSql(dataset)}`);
    const summary: DatasetSummary = {
      name,
      path,
      files: dataset.files.length,
      rows: Number(row?.['n'] ?? 0),
      columns: columns.length,
      sha256: dataset.sha256,
    };
    const reference = settings?.drift?.reference ?? 'train';
    const file = version.manifest.files.find(
      (candidate) => candidate.role === 'profile' && candidate.name === `profile:${reference}`,
    );
    if (file === undefined) {
      const why = `drift: version ${version.entry.version} was registered without a profile of \`${reference}\`; run \`assay validate\` before \`assay register\``;
      return { dataset, summary, drift: [], notChecked: [why] };
    }
    const bytes = await registry.getBytes(file.sha256);
    const profile = parseProfile(
      Buffer.from(bytes).toString('utf8'),
      `profile:${reference} of version ${version.entry.version}`,
    );
    const contract =
      settings?.contract === undefined ? null : await loadContract(settings.contract, config.root);
    // An id that is declared once identifies the rows of production too.
    const id = settings?.id ?? config.evaluate?.id;
    const report = await driftAgainstProfile(ctx, db, profile, dataset, contract, {
      ...(settings?.drift?.columns ? { columns: settings.drift.columns } : {}),
      ...(settings?.drift?.threshold === undefined ? {} : { threshold: settings.drift.threshold }),
      ...(id === undefined ? {} : { id }),
      ...(config.evaluate === undefined ? {} : { label: config.evaluate.target }),
      severity: settings?.drift?.severity ?? 'warn',
      reference: `profile:${reference} of v${version.entry.version}`,
    });
    return { dataset, summary, drift: report.drift, notChecked: report.notChecked };
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
