/** Earlier versions for the trend of a report: a look at the registry that never stops the report. */
import { AssayError, type Context } from '../../base/index.js';
import type { LoadedConfig } from '../../config/index.js';
import type { History } from '../../report/index.js';

/**
 * The newest `count` versions of the model of assay.yaml, the oldest first. Null where there is no assay.yaml and
 * where the registry cannot be read: a report says what this run found, whether or not the store is at hand. A store
 * that is there and fails is a warning.
 */
export async function historyOf(
  ctx: Context,
  config: LoadedConfig | null,
  count: number,
): Promise<History | null> {
  if (config === null || count <= 0) return null;
  const { openRegistry } = await import('../../registry/index.js');
  try {
    const registry = await openRegistry(config.registry, config.root, ctx);
    const entries = (await registry.versions(config.model)).slice(-count);
    const aliases = new Map<string, string[]>();
    for (const alias of await registry.aliases(config.model)) {
      const last = (await registry.aliasLog(config.model, alias)).at(-1);
      if (last) aliases.set(last.to, [...(aliases.get(last.to) ?? []), alias]);
    }
    const versions = await Promise.all(
      entries.map(async (entry) => {
        const found = await registry.version(config.model, entry.version);
        return {
          version: entry.version,
          aliases: aliases.get(entry.digest) ?? [],
          metrics: found?.manifest.metrics ?? [],
        };
      }),
    );
    return { versions };
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (!(error instanceof AssayError)) throw error;
    // No registry yet is the state of every first pull request, and no news.
    if (error.kind !== 'usage') ctx.log.warn(`the report has no trend over versions: ${error.message}`);
    return null;
  }
}
