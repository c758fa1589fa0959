/** The mirror in MLflow, after what the registry did: it warns where it fails, and never undoes anything. */
import { type Context, messageOf } from '../base/index.js';
import { expandSecret, type LoadedConfig } from '../config/index.js';
import type { ModelVersion, Registry } from '../registry/index.js';

export interface Mirrored {
  /** What was done there, for `notChecked` where it is weaker than what the registry promises. */
  readonly notes: readonly string[];
}

const NONE: Mirrored = { notes: [] };

/**
 * Shows a version, and with `alias` where that alias stands, in the MLflow server that `mirror` names. Whatever goes
 * wrong is a warning and a note.
 */
export async function mirror(
  ctx: Context,
  config: LoadedConfig | null,
  registry: Registry,
  version: ModelVersion,
  alias: string | null,
): Promise<Mirrored> {
  const wanted = config?.mirror?.mlflow;
  if (config === null || wanted === undefined) return NONE;
  const { entry, manifest } = version;
  try {
    const { mirrorAlias, mirrorVersion, mlflowServer } = await import('../mlflow/index.js');
    const place = (key: string) => config.place('mirror', 'mlflow', key);
    const secret = (value: string): void => ctx.log.secret(value);
    const server = mlflowServer(ctx.env, secret, {
      ...(wanted.url === undefined ? {} : { url: wanted.url }),
      ...(wanted.token === undefined
        ? {}
        : { token: expandSecret(wanted.token, ctx.env, secret, place('token')) }),
    });
    const name = wanted.model ?? entry.model;
    const calls = { signal: ctx.signal };
    const shown = async (one: ModelVersion) =>
      mirrorVersion(
        server,
        name,
        {
          model: one.entry.model,
          version: one.entry.version,
          digest: one.entry.digest,
          verdict: one.manifest.verdict,
          commit: one.manifest.code.commit,
          time: new Date(one.entry.time),
          metrics: one.manifest.metrics.flatMap(({ name: metric, slice, value }) =>
            slice === null && value !== null ? [{ name: metric, value }] : [],
          ),
          params: one.manifest.params,
          description: `${one.entry.model} v${one.entry.version}, ${one.entry.digest}, from ${registry.description}`,
        },
        calls,
      );
    const report = await shown(version);
    ctx.log.info(
      `MLflow: ${name} version ${report.version} ${report.created ? 'shows' : 'showed before'} v${entry.version}`,
    );
    if (alias === null) return NONE;
    const moved = await mirrorAlias(server, name, alias, report.version, calls);
    const notes = [
      `whether another moved the alias ${alias} in MLflow in between: it moves there without a condition (before: ${moved.before ?? 'none'}, after: ${moved.after ?? 'none'}); the registry's own alias is the truth`,
    ];
    if (moved.after !== report.version) {
      ctx.log.warn(`MLflow: ${alias} stands at version ${moved.after ?? 'none'}, not ${report.version}`);
    }
    return { notes };
  } catch (error) {
    if (ctx.signal.aborted) throw error;
    const what = `the mirror in MLflow does not show v${entry.version} of ${manifest.model}${alias === null ? '' : ` as ${alias}`}: ${messageOf(error)}`;
    ctx.log.warn(what);
    return { notes: [`${what}; run the same command again to try once more`] };
  }
}
