/**
 * The cache of GitHub Actions, for the action `setup` only: a `run` step has no token for it. A cache that fails
 * costs time and nothing else, so every failure is a warning.
 */
import { isFeatureAvailable, restoreCache, saveCache } from '@actions/cache';
import { type Context, messageOf } from '../base/index.js';

/** The part of `@actions/cache` that is used; tests give another. */
export interface CacheService {
  isFeatureAvailable(): boolean;
  restoreCache(paths: string[], key: string): Promise<string | undefined>;
  saveCache(paths: string[], key: string): Promise<number>;
}

const service: CacheService = { isFeatureAvailable, restoreCache, saveCache };

/** Brings the folder back; true where the cache had it. */
export async function restore(ctx: Context, folder: string, key: string, cache = service): Promise<boolean> {
  if (!cache.isFeatureAvailable()) {
    ctx.log.info('this runner has no Actions cache');
    return false;
  }
  try {
    return (await cache.restoreCache([folder], key)) !== undefined;
  } catch (error) {
    ctx.log.warn(`the engines cannot be restored from the Actions cache: ${messageOf(error)}`);
    return false;
  }
}

/** Keeps the folder for later jobs; true where it was kept. */
export async function save(ctx: Context, folder: string, key: string, cache = service): Promise<boolean> {
  if (!cache.isFeatureAvailable()) return false;
  try {
    // Most failures are not thrown: the id is −1, also where another job keeps the same key at this moment.
    if ((await cache.saveCache([folder], key)) !== -1) return true;
    ctx.log.warn('the engines were not kept in the Actions cache; the next job fetches them again');
  } catch (error) {
    ctx.log.warn(`the engines cannot be kept in the Actions cache: ${messageOf(error)}`);
  }
  return false;
}
