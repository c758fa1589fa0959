/**
 * The registry and its deployments against a simple reference: thousands of random steps of people, jobs, clean-ups
 * and crashes. Whatever the order: no alias names what was not approved, what an alias names can be read, no number
 * is lost or given twice, and what the reference keeps is there.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssayError, sha256, silentLog } from '../base/index.js';
import { exportVersions, importVersions, type ModelVersion, StoreRegistry } from '../registry/index.js';
import { BY, registryOver, testManifest, testRun } from '../registry/testing/make.js';
import { MemoryStore } from '../registry/testing/stores.js';
import { ALIAS_POLICY } from './approval.js';
import type { Delivery } from './delivery.js';
import { deploy, promote } from './deploy.js';
import { rollback, rollbackAim } from './rollback.js';
import type { Deployed, Target } from './targets/target.js';

const MODEL = 'flights';
const DAY = 86_400_000;
const ALIASES = ['production', 'champion'] as const;
type Alias = (typeof ALIASES)[number];
const MOST_STEPS = 40;

let folder: string;
let archive: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-model-'));
  archive = join(folder, 'other.tar');
  const other = await registryOver(new MemoryStore());
  for (const content of ['d', 'e']) await other.register(await testManifest(other, content), BY);
  await approveHere(other, 2, 'bob', 'approve', 'production', 0);
  await exportVersions(
    other,
    [1, 2].map((version) => ({ model: MODEL, version })),
    archive,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What should be there, without files, digests or races. */
class Reference {
  /** Content of each version, from 1. */
  readonly versions: string[] = [];
  readonly retired = new Set<number>();
  readonly logs: Record<Alias, number[]> = { production: [], champion: [] };
  readonly decisions: {
    version: number;
    alias: Alias;
    approve: boolean;
    actor: string;
    seq: number;
    time: number;
    origin: string | null;
  }[] = [];
  /** Runs that are there, oldest first, each with files of its own; and how many there ever were. */
  runs: { name: string; version: number | null }[] = [];
  recorded = 0;

  /** The version that registering the content again gives. */
  known(content: string): number | null {
    const at = this.versions.findLastIndex((one, index) => one === content && !this.retired.has(index + 1));
    return at < 0 ? null : at + 1;
  }
  allowed(version: number, alias: Alias, time: number): boolean {
    const own = this.decisions.filter((one) => one.version === version && one.alias === alias);
    const rejected = Math.max(0, ...own.filter(({ approve }) => !approve).map((one) => one.time));
    return own.some(
      (one) =>
        one.approve &&
        one.actor !== 'ada' &&
        one.time > rejected &&
        one.seq === this.logs[alias].length &&
        time - one.time < 7 * DAY,
    );
  }
  /** Used versions keep their files for ever. */
  used(version: number): boolean {
    return (
      ALIASES.some((alias) => this.logs[alias].includes(version)) ||
      this.decisions.some((one) => one.version === version && one.approve)
    );
  }
}

class Real {
  time = Date.parse('2026-01-02T03:04:05Z');
  readonly store = new MemoryStore();
  registry: StoreRegistry;
  served: { version: number; digest: string; sha256: string } | null = null;

  constructor() {
    this.store.clock = this.now;
    this.registry = this.over(this.store);
  }
  readonly now = () => new Date(this.time);
  over(store: MemoryStore): StoreRegistry {
    return new StoreRegistry(store, this.now, {
      pause: async (ms) => {
        this.time += ms;
      },
      steady: () => this.time,
    });
  }
  async version(number: number): Promise<ModelVersion> {
    const found = await this.registry.version(MODEL, number);
    if (found === null) throw new Error(`version ${number} of the reference is not in the registry`);
    return found;
  }
  /** A place that serves, in memory: it reads the files as a folder does. */
  target(registry: StoreRegistry): Target {
    return {
      description: 'memory',
      exclusive: (_, work) => work(),
      mark: async () => '',
      opened: (deployed, work) => work(deployed.path),
      current: async (): Promise<Deployed | null> =>
        this.served === null
          ? null
          : { model: MODEL, path: '', files: [], signatures: [], problems: [], ...this.served },
      stage: async ({ files }) => {
        for (const file of files) await registry.getBytes(file.sha256);
        return [];
      },
      switchTo: async (_, version) => {
        const found = await this.version(version);
        const file = found.manifest.files[0]?.sha256 ?? '';
        this.served = { version, digest: found.entry.digest, sha256: file };
        return { done: true, mark: '' };
      },
      clear: async () => {
        this.served = null;
        return { done: true, mark: '' };
      },
      prune: async () => undefined,
    };
  }
  delivery(registry: StoreRegistry, version: ModelVersion): Delivery {
    const target = this.target(registry);
    const who = { actor: 'ada', run: 'run-1', reason: 'test', log: silentLog };
    return { registry, version, name: 'production', target, server: null, golden: null, ...who };
  }
}

async function approveHere(
  registry: StoreRegistry,
  version: number,
  actor: string,
  decision: 'approve' | 'reject',
  target: string,
  aliasSeq: number,
  origin: string | null = null,
): Promise<void> {
  const found = await registry.version(MODEL, version);
  if (found === null) throw new Error(`no version ${version}`);
  await registry.decide({
    decision,
    model: MODEL,
    version,
    digest: found.entry.digest,
    target,
    verdict: 'pass',
    aliasSeq,
    actor,
    source: origin === null ? 'terminal' : 'github-comment',
    ...(origin === null ? {} : { origin }),
    reason: '',
    expires: null,
  });
}

type Step = fc.AsyncCommand<Reference, Real>;
const step = (
  name: string,
  needsVersion: boolean,
  run: (reference: Reference, real: Real) => Promise<void>,
): Step => ({
  check: ({ versions }) => !needsVersion || versions.length > 0,
  run: async (reference, real) => {
    // Every step takes time, so that decisions have an order.
    real.time += 1000;
    await run(reference, real);
    await look(reference, real);
  },
  toString: () => name,
});
const pickOf = (reference: Reference, pick: number): number => (pick % reference.versions.length) + 1;

/** What must be true after every step. */
async function look(reference: Reference, { registry }: Real): Promise<void> {
  expect(await registry.verify()).toEqual([]);
  const versions = await registry.versions(MODEL);
  expect(versions.map(({ version }) => version)).toEqual(reference.versions.map((_, index) => index + 1));
  for (const { version } of versions) {
    const hex = sha256(reference.versions[version - 1] ?? '');
    const found = await registry.version(MODEL, version);
    expect(found?.manifest.files[0]?.sha256).toBe(hex);
    // Nothing that counts ever loses its bytes.
    if (!reference.retired.has(version) || reference.used(version)) await registry.getBytes(hex);
  }
  for (const alias of ALIASES) {
    const log = await registry.aliasLog(MODEL, alias);
    expect(log.map(({ version }) => version)).toEqual(reference.logs[alias]);
  }
  expect((await registry.tombstones(MODEL)).map(({ version }) => version).sort()).toEqual(
    [...reference.retired].sort(),
  );
  for (const { version } of versions) {
    const own = reference.decisions.filter((one) => one.version === version);
    expect(await registry.decisions(MODEL, version)).toHaveLength(own.length);
  }
  const { rows, notes } = await registry.runRows(MODEL);
  expect(notes).toEqual([]);
  expect(rows.map(({ run }) => run.id)).toEqual(reference.runs.map(({ name }) => name));
  // What a run names is there as long as the run, whatever became of its version.
  for (const { name } of reference.runs) await registry.getBytes(sha256(`steps of ${name}`));
}

function adopt(reference: Reference, content: string, number: number): void {
  if (reference.known(content) === null) reference.versions.push(content);
  expect(number).toBe(reference.known(content));
}

const register = (content: string) =>
  step(`register ${content}`, false, async (reference, { registry }) => {
    const { version } = await registry.register(await testManifest(registry, content), BY);
    adopt(reference, content, version.entry.version);
  });

const decide = (pick: number, approve: boolean, actor: string, alias: Alias, lag: number) =>
  step(
    `${actor} ${approve ? 'approves' : 'rejects'} ${pick} for ${alias}`,
    true,
    async (reference, { registry, time }) => {
      const version = pickOf(reference, pick);
      const seq = Math.max(0, reference.logs[alias].length - lag);
      const decided = approveHere(registry, version, actor, approve ? 'approve' : 'reject', alias, seq);
      if (approve && reference.retired.has(version)) return expect(decided).rejects.toThrow(/was given up/);
      await decided;
      reference.decisions.push({ version, alias, approve, actor, seq, time, origin: null });
    },
  );

/** A comment that is read twice, perhaps again later: one decision on a version. */
const comment = (pick: number, approve: boolean, alias: Alias) =>
  step(
    `a comment ${approve ? 'approves' : 'rejects'} ${pick} for ${alias}`,
    true,
    async (reference, { registry, time }) => {
      const version = pickOf(reference, pick);
      const seq = reference.logs[alias].length;
      const origin = `comment ${alias} ${approve}`;
      for (let reading = 0; reading < 2; reading += 1) {
        const word = approve ? 'approve' : 'reject';
        const decided = approveHere(registry, version, 'bob', word, alias, seq, origin);
        if (approve && reference.retired.has(version)) {
          await expect(decided).rejects.toThrow(/was given up/);
        } else await decided;
      }
      const known = reference.decisions.some((one) => one.version === version && one.origin === origin);
      if (known || (approve && reference.retired.has(version))) return;
      reference.decisions.push({ version, alias, approve, actor: 'bob', seq, time, origin });
    },
  );

const recordRun = (pick: number | null) =>
  step(
    `record a run${pick === null ? '' : ` of ${pick}`}`,
    pick !== null,
    async (reference, { registry }) => {
      const version = pick === null ? null : pickOf(reference, pick);
      const name = `run-${reference.recorded}`;
      await registry.uploading('ada', async () => registry.recordRun(await testRun(registry, name, version)));
      reference.recorded += 1;
      reference.runs.push({ name, version });
    },
  );

const index = (rebuild: boolean) =>
  step(`index the runs${rebuild ? ' anew' : ''}`, false, async (_, { registry }) => {
    await registry.indexRuns(MODEL, { rebuild });
  });

const requestOf = (registry: StoreRegistry, version: ModelVersion, real: Real) => ({
  ...real.delivery(registry, version),
  policy: ALIAS_POLICY,
  after: null,
  expectDigest: null,
  now: real.now,
});

const move = (pick: number, alias: Alias) =>
  step(`${alias === 'production' ? 'deploy' : 'promote'} ${pick}`, true, async (reference, real) => {
    const { registry } = real;
    const version = pickOf(reference, pick);
    const content = reference.versions[version - 1] ?? '';
    const log = reference.logs[alias];
    const last = log.at(-1);
    const stays = last !== undefined && reference.versions[last - 1] === content;
    const allowed =
      reference.allowed(version, alias, real.time) &&
      !(reference.retired.has(version) && !log.includes(version));
    const request = { ...requestOf(registry, await real.version(version), real), name: alias };
    const report = alias === 'production' ? await deploy(request) : await promote(request);
    if (stays) return;
    expect(report.verdict, report.summary).toBe(allowed ? 'pass' : 'fail');
    if (allowed) log.push(version);
    if (allowed && alias === 'production') expect(real.served?.version).toBe(version);
  });

const back = () =>
  step('roll back', false, async (reference, real) => {
    const log = reference.logs.production;
    const aim = await rollbackAim(real.registry, MODEL, 'production', null).catch((error: unknown) => {
      if (error instanceof AssayError && error.kind === 'usage') return null;
      throw error;
    });
    if (aim === null) return;
    // The way back leads only to what was there before, so to what was approved.
    expect(log.slice(0, -1)).toContain(aim.version.entry.version);
    const report = await rollback(real.delivery(real.registry, aim.version), aim);
    expect(['pass', 'warn']).toContain(report.verdict);
    if (aim.current.to !== aim.version.entry.digest) log.push(aim.version.entry.version);
  });

const wait = (days: number) =>
  step(`wait ${days} days`, false, async (_, real) => {
    real.time += days * DAY;
  });

/** The runs that a clean-up may give up: those without a version, but for the newest. */
async function forgotten(
  reference: Reference,
  { registry }: Real,
  keepLast: number | null,
  whole: boolean,
): Promise<void> {
  const may = (run: { version: number | null }, at: number): boolean =>
    keepLast !== null && run.version === null && at < reference.runs.length - keepLast;
  const there = new Set((await registry.runs(MODEL)).map(({ run }) => run.id));
  for (const [at, run] of reference.runs.entries()) {
    if (may(run, at)) {
      if (whole) expect(there).not.toContain(run.name);
    } else expect(there).toContain(run.name);
  }
  reference.runs = reference.runs.filter(({ name }) => there.has(name));
}

/** The tombstones that a clean-up may write: of versions that nobody used, but for the newest. */
async function buried(reference: Reference, { registry }: Real): Promise<void> {
  for (const { version } of await registry.tombstones(MODEL)) {
    if (reference.retired.has(version)) continue;
    expect(reference.used(version)).toBe(false);
    expect(version).toBeLessThan(reference.versions.length);
    reference.retired.add(version);
  }
}

const clean = (graceDays: number, keepLast: number | null) => {
  const options = { graceMs: graceDays * DAY, ...(keepLast === null ? {} : { retention: { keepLast } }) };
  return step(
    `clean up after ${graceDays} days${keepLast === null ? '' : `, keep ${keepLast}`}`,
    false,
    async (reference, real) => {
      await real.registry.gc('carol', options);
      await buried(reference, real);
      await forgotten(reference, real, keepLast, true);
    },
  );
};

const bringIn = () =>
  step('import', false, async (reference, { registry }) => {
    const imported = await importVersions(registry, archive, BY);
    imported.forEach(({ version }, index) => {
      adopt(reference, ['d', 'e'][index] ?? '', version);
    });
  });

const ended = new Error('the process ended here');

/** Runs something at a change of the store, before or after the change: an end, or another process. */
function interrupted(real: Real, at: number, after: boolean, by: () => Promise<void>): StoreRegistry {
  const inner = Object.assign(new MemoryStore(), { objects: real.store.objects, clock: real.store.clock });
  let count = 0;
  const around = async <T>(change: () => Promise<T>): Promise<T> => {
    count += 1;
    if (count !== at) return change();
    if (!after) await by();
    const heard = await change();
    if (after) await by();
    return heard;
  };
  const { create, delete: remove } = inner;
  inner.create = (key, bytes) => around(() => create.call(inner, key, bytes));
  inner.delete = (key) => around(() => remove.call(inner, key));
  return real.over(inner);
}

/** After its end a process changes nothing more: also what it would do on its way out is lost. */
function crashing(real: Real, at: number, after: boolean): StoreRegistry {
  const inner = Object.assign(new MemoryStore(), { objects: real.store.objects, clock: real.store.clock });
  let count = 0;
  const around = async <T>(change: () => Promise<T>): Promise<T> => {
    count += 1;
    if (count > at || (count === at && !after)) throw ended;
    const heard = await change();
    if (count === at) throw ended;
    return heard;
  };
  const { create, delete: remove } = inner;
  inner.create = (key, bytes) => around(() => create.call(inner, key, bytes));
  inner.delete = (key) => around(() => remove.call(inner, key));
  return real.over(inner);
}

const unlessEnded = (error: unknown): void => {
  if (error !== ended) throw error;
};

const crash = (
  what: 'register' | 'clean' | 'import' | 'deploy',
  content: string,
  at: number,
  after: boolean,
) =>
  step(
    `crash of ${what} ${content} ${after ? 'after' : 'before'} change ${at}`,
    false,
    async (reference, real) => {
      const broken = crashing(real, at, after);
      const before = reference.versions.length;
      if (what === 'register') {
        await testManifest(broken, content)
          .then((manifest) => broken.register(manifest, BY))
          .catch(unlessEnded);
      } else if (what === 'import') {
        await importVersions(broken, archive, BY).catch(unlessEnded);
      } else if (what === 'clean') {
        await broken.gc('carol', { graceMs: DAY, retention: { keepLast: 2 } }).catch(unlessEnded);
      } else {
        const number = reference.known(content);
        if (number === null) return;
        const allowed =
          reference.allowed(number, 'production', real.time) && reference.logs.production.at(-1) !== number;
        await deploy(requestOf(broken, await real.version(number), real)).catch(unlessEnded);
        const log = await real.registry.aliasLog(MODEL, 'production');
        if (log.length > reference.logs.production.length) {
          expect(allowed).toBe(true);
          reference.logs.production.push(number);
        }
        // The next deployment or rollback settles what is served; here only the log is compared.
      }
      // What was made before the end is there, and nothing else.
      const contents = what === 'import' ? ['d', 'e'] : [content];
      for (const { version } of (await real.registry.versions(MODEL)).slice(before)) {
        const hex = (await real.version(version)).manifest.files[0]?.sha256;
        const made = contents.find((one) => sha256(one) === hex);
        expect(made).toBeDefined();
        adopt(reference, made ?? '', version);
      }
      await buried(reference, real);
      await forgotten(reference, real, what === 'clean' ? 2 : null, false);
    },
  );

/** A whole clean-up of another process, without grace, in the middle of a registration. */
const meet = (content: string, at: number, after: boolean, whole: boolean, keepLast: number | null) =>
  step(
    `clean up${keepLast === null ? '' : ` (keep ${keepLast})`} within registering ${content}, ${after ? 'after' : 'before'} change ${at}`,
    false,
    async (reference, real) => {
      const retention = keepLast === null ? {} : { retention: { keepLast } };
      let cleaned = false;
      const registry = interrupted(real, at, after, async () => {
        await real.over(real.store).gc('carol', { graceMs: 0, ...retention });
        cleaned = true;
      });
      const work = async () => registry.register(await testManifest(registry, content), BY);
      const heard = await (whole ? registry.uploading('ada', work) : work()).catch((error: unknown) => error);
      if (heard instanceof AssayError) {
        // Only where the blob was put without a lease; said loudly, and nothing names it.
        expect(whole).toBe(false);
        expect(heard.message).toMatch(/must be stored before the version/);
      } else {
        const number = (heard as { version: ModelVersion }).version.entry.version;
        // Where the clean-up came first, what it gave up gets a new number; where it came last, it may give up this one.
        if (reference.versions[number - 1] === undefined) reference.versions.push(content);
        expect(reference.versions[number - 1]).toBe(content);
      }
      await buried(reference, real);
      await forgotten(reference, real, cleaned ? keepLast : null, cleaned);
    },
  );

const content = fc.constantFrom('a', 'b', 'c', 'd');
const alias = fc.constantFrom(...ALIASES);
const at = fc.integer({ min: 1, max: 24 });
const steps: fc.Arbitrary<Step>[] = [
  content.map(register),
  fc
    .tuple(
      fc.nat(20),
      fc.constantFrom(true, true, true, false),
      fc.constantFrom('bob', 'bob', 'ada'),
      alias,
      fc.constantFrom(0, 0, 0, 1),
    )
    .map((args) => decide(...args)),
  fc.tuple(fc.nat(20), alias).map((args) => move(...args)),
  fc.constant(null).map(back),
  fc.constantFrom(0.5, 2, 8).map(wait),
  fc.tuple(fc.constantFrom(0, 1, 7), fc.constantFrom(null, 1, 2)).map((args) => clean(...args)),
  fc.constant(null).map(bringIn),
  fc
    .tuple(
      fc.constantFrom('register' as const, 'clean' as const, 'import' as const, 'deploy' as const),
      content,
      at,
      fc.boolean(),
    )
    .map((args) => crash(...args)),
  fc.tuple(content, at, fc.boolean(), fc.boolean(), fc.constantFrom(null, 1)).map((args) => meet(...args)),
  fc.tuple(fc.nat(20), fc.boolean(), alias).map((args) => comment(...args)),
  fc.constantFrom(null, null, 0, 3).map(recordRun),
  fc.boolean().map(index),
];

describe('a registry in use', () => {
  it('is what a simple reference is, through every order of steps, clean-ups and crashes', async () => {
    const runs = 250;
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: MOST_STEPS, size: 'max' }), async (commands) => {
        const real = new Real();
        await registryOver(real.store, real.now);
        await fc.asyncModelRun(() => ({ model: new Reference(), real }), commands);
      }),
      { numRuns: runs },
    );
  }, 300_000);
});
