/**
 * Names of models and aliases. They become folders, so two names that differ only in case would be one name on
 * some disks: the first spelling is claimed by an object of its own, and another spelling is refused everywhere.
 */
import { z } from 'zod';
import { usageError } from '../base/index.js';
import { keys } from './layout.js';
import { readEntry, seal } from './sealed.js';
import { checkKey, isDeviceName, type Key, type Store } from './storage/index.js';

export const nameEntrySchema = z.object({
  format: z.literal(1),
  kind: z.enum(['model', 'alias']),
  name: z.string(),
});

const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;
/** Words that would be read as a version, here or in MLflow. */
const RESERVED_ALIAS = /^(latest|v?[0-9]+)$/i;

/** Throws a usage error for a name that cannot be a folder or an address. */
export function checkName(kind: 'model' | 'alias', name: string): void {
  const device = isDeviceName(name);
  if (!NAME.test(name) || name.endsWith('.') || device) {
    throw usageError({
      message: `${JSON.stringify(name.slice(0, 200))} cannot be the name of ${kind === 'model' ? 'a model' : 'an alias'}${device ? ': Windows takes it for a device' : ''}`,
      expected:
        'letters, digits, ".", "_" and "-", at most 100, beginning with a letter or digit, not ending in "."',
    });
  }
  if (kind === 'alias' && RESERVED_ALIAS.test(name)) {
    throw usageError({
      message: `${name} cannot be the name of an alias: it reads as a version`,
      expected: 'a word such as production or staging',
    });
  }
  checkKey(`${name}/${name}.json`);
}

/** Checks and claims names in one store. What was claimed once stays, so each name is read once. */
export class Names {
  private readonly known = new Set<string>();

  constructor(private readonly store: Store) {}

  async checkModel(model: string): Promise<void> {
    checkName('model', model);
    await this.check('model', model, keys.modelName(model), false);
  }

  async checkAlias(model: string, alias: string): Promise<void> {
    await this.checkModel(model);
    checkName('alias', alias);
    await this.check('alias', alias, keys.aliasName(model, alias), false);
  }

  async claimModel(model: string): Promise<void> {
    checkName('model', model);
    await this.check('model', model, keys.modelName(model), true);
  }

  /** `likely`: it is not claimed yet, as far as the caller knows, so claiming it comes first. */
  async claimAlias(model: string, alias: string, likely = false): Promise<void> {
    await this.claimModel(model);
    checkName('alias', alias);
    const key = keys.aliasName(model, alias);
    if (likely && !this.known.has(`${key} ${alias}`) && (await this.create('alias', alias, key))) return;
    await this.check('alias', alias, key, true);
  }

  /** An entry of that model was read under that very name: so the name was claimed before. */
  proved(model: string, alias?: string): void {
    this.known.add(`${keys.modelName(model)} ${model}`);
    if (alias !== undefined) this.known.add(`${keys.aliasName(model, alias)} ${alias}`);
  }

  private async create(kind: 'model' | 'alias', name: string, key: Key): Promise<boolean> {
    const created = await this.store.create(key, seal({ format: 1, kind, name }, 'the name'));
    if (created === 'created') this.known.add(`${key} ${name}`);
    return created === 'created';
  }

  private async check(kind: 'model' | 'alias', name: string, key: Key, claim: boolean): Promise<void> {
    const mark = `${key} ${name}`;
    if (this.known.has(mark)) return;
    let found = await readEntry(this.store, key, nameEntrySchema);
    if (found === null && claim) {
      if (await this.create(kind, name, key)) return;
      found = await readEntry(this.store, key, nameEntrySchema);
    }
    if (found === null) return;
    if (found.entry.name !== name) {
      throw usageError({
        message: `the registry has ${kind === 'model' ? 'a model' : 'an alias'} ${found.entry.name}; ${name} differs from it only in case`,
        fix: `write ${found.entry.name}, or choose another name`,
      });
    }
    this.known.add(mark);
  }
}
