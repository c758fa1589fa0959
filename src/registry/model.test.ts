/**
 * The registry against a simple reference: many random orders of the steps of several writers, and crashes in
 * between. The store is in memory, so that the test itself decides which step comes next.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssayError } from '../base/index.js';
import { StoreRegistry } from './registry.js';
import { BY, deliver, registryOver, testManifest } from './testing/make.js';
import { LostAnswerStore, MemoryStore } from './testing/stores.js';
import type { Decision, ModelVersion } from './types.js';

const MODEL = 'flights';
const now = () => new Date('2026-01-02T03:04:05Z');

/** Lets a scheduler decide when each call takes effect: that is every order that a real store could show. */
function scheduled(store: MemoryStore, scheduler: fc.Scheduler): MemoryStore {
  const inner = Object.assign(new MemoryStore(), { objects: store.objects });
  const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    await scheduler.schedule(Promise.resolve(), what);
    return work();
  };
  const create = inner.create.bind(inner);
  const get = inner.get.bind(inner);
  const keysOf = inner.keysOf.bind(inner);
  inner.create = (key, bytes) => step(`create ${key}`, () => create(key, bytes));
  inner.get = (key) => step(`get ${key}`, () => get(key));
  inner.keysOf = (prefix) => step(`list ${prefix}`, () => keysOf(prefix));
  return inner;
}

describe('in every order of the steps of several writers', () => {
  it('equal manifests get one number, different ones different numbers, without a gap', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 2 }), {
          minLength: 2,
          maxLength: 4,
        }),
        async (scheduler, writers) => {
          const store = new MemoryStore();
          const plain = await registryOver(store, now);
          const manifests = new Map<string, Awaited<ReturnType<typeof testManifest>>>();
          for (const content of ['a', 'b', 'c']) manifests.set(content, await testManifest(plain, content));
          const heard: { content: string; number: number; created: boolean }[] = [];
          const work = writers.map(async (contents) => {
            const registry = new StoreRegistry(scheduled(store, scheduler), now);
            for (const content of contents) {
              const manifest = manifests.get(content);
              if (manifest === undefined) continue;
              const { version, created } = await registry.register(manifest, BY);
              heard.push({ content, number: version.entry.version, created });
            }
          });
          await scheduler.waitFor(Promise.all(work));
          const contents = new Set(writers.flat());
          for (const content of contents) {
            const own = heard.filter((one) => one.content === content);
            expect(new Set(own.map(({ number }) => number)).size).toBe(1);
            expect(own.filter(({ created }) => created)).toHaveLength(1);
          }
          const numbers = [...new Set(heard.map(({ number }) => number))].sort();
          expect(numbers).toEqual(Array.from({ length: contents.size }, (_, index) => index + 1));
          expect(await plain.verify()).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of movers that saw the same entry one wins, and nobody hears of a move that is not in the log', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 5 }), async (scheduler, movers) => {
        const store = new MemoryStore();
        const plain = await registryOver(store, now);
        const versions: ModelVersion[] = [];
        for (let index = 0; index < movers; index += 1) {
          versions.push((await plain.register(await testManifest(plain, `model ${index}`), BY)).version);
        }
        const heard = await scheduler.waitFor(
          Promise.all(
            versions.map(async (to) => {
              const registry = new StoreRegistry(scheduled(store, scheduler), now);
              const move = { to, kind: 'promote', approvals: [], reason: '', expectSeq: 0, ...BY } as const;
              return registry.moveAlias(MODEL, 'production', move).catch((error: unknown) => error);
            }),
          ),
        );
        const won = heard.filter((one) => !(one instanceof AssayError));
        expect(won).toHaveLength(1);
        expect(await plain.aliasLog(MODEL, 'production')).toEqual(won);
        expect(await plain.verify()).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('of two spellings of a name one is taken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const store = new MemoryStore();
        const plain = await registryOver(store, now);
        const manifests = await Promise.all(
          ['Flights', 'flights', 'FLIGHTS'].map((model) => testManifest(plain, 'one', { model })),
        );
        const heard = await scheduler.waitFor(
          Promise.all(
            manifests.map((manifest) =>
              new StoreRegistry(scheduled(store, scheduler), now).register(manifest, BY).then(
                () => 'registered',
                (error: unknown) => String(error),
              ),
            ),
          ),
        );
        expect(heard.filter((one) => one === 'registered')).toHaveLength(1);
        expect(heard.filter((one) => one.includes('only in case'))).toHaveLength(2);
        expect(await plain.models()).toHaveLength(1);
        expect(await plain.verify()).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

/** The reference: what a registry holds, without files, digests or races. */
interface Reference {
  versions: string[];
  alias: number[];
  decisions: { version: number; decision: Decision['decision'] }[];
  claims: Set<string>;
}
interface Real {
  readonly store: MemoryStore;
  readonly registry: StoreRegistry;
}
type Step = fc.AsyncCommand<Reference, Real>;

const crash = new Error('the process ended here');

/** Ends the work at the n-th creation from now, before or after it took effect. */
function crashing(store: MemoryStore, at: number, after: boolean): MemoryStore {
  const inner = Object.assign(new MemoryStore(), { objects: store.objects });
  const create = inner.create.bind(inner);
  let count = 0;
  inner.create = async (key, bytes) => {
    count += 1;
    if (count === at && !after) throw crash;
    const heard = await create(key, bytes);
    if (count >= at) throw crash;
    return heard;
  };
  return inner;
}

async function versionOf({ registry }: Real, number: number): Promise<ModelVersion> {
  const found = await registry.version(MODEL, number);
  if (found === null) throw new Error(`version ${number} of the reference is not in the registry`);
  return found;
}

class Register implements Step {
  constructor(private readonly content: string) {}
  check = () => true;
  async run(reference: Reference, { registry }: Real): Promise<void> {
    const known = reference.versions.indexOf(this.content) + 1;
    const { version, created } = await registry.register(await testManifest(registry, this.content), BY);
    if (known === 0) reference.versions.push(this.content);
    expect(created).toBe(known === 0);
    expect(version.entry.version).toBe(known === 0 ? reference.versions.length : known);
  }
  toString = () => `register ${this.content}`;
}

class Decide implements Step {
  constructor(
    private readonly pick: number,
    private readonly decision: Decision['decision'],
  ) {}
  check = ({ versions }: Readonly<Reference>) => versions.length > 0;
  async run(reference: Reference, real: Real): Promise<void> {
    const version = (this.pick % reference.versions.length) + 1;
    const { entry } = await versionOf(real, version);
    await real.registry.decide({
      decision: this.decision,
      model: MODEL,
      version,
      digest: entry.digest,
      target: 'production',
      verdict: 'pass',
      aliasSeq: reference.alias.length,
      actor: 'bob',
      source: 'terminal',
      reason: '',
      expires: null,
    });
    reference.decisions.push({ version, decision: this.decision });
  }
  toString = () => `${this.decision} ${this.pick}`;
}

class Move implements Step {
  constructor(
    private readonly pick: number,
    private readonly lag: number,
  ) {}
  check = ({ versions }: Readonly<Reference>) => versions.length > 0;
  async run(reference: Reference, real: Real): Promise<void> {
    const version = (this.pick % reference.versions.length) + 1;
    const to = await versionOf(real, version);
    const expectSeq = Math.max(0, reference.alias.length - this.lag);
    const move = { to, kind: 'promote', approvals: [], reason: '', expectSeq, ...BY } as const;
    const heard = await real.registry.moveAlias(MODEL, 'production', move).catch((error: unknown) => error);
    if (expectSeq === reference.alias.length) {
      expect(heard).toMatchObject({ seq: expectSeq + 1, version });
      reference.alias.push(version);
    } else {
      expect(heard).toMatchObject({ kind: 'usage' });
    }
  }
  toString = () => `move to ${this.pick}, ${this.lag} entries late`;
}

class Claim implements Step {
  constructor(private readonly claim: string) {}
  check = () => true;
  async run(reference: Reference, { registry }: Real): Promise<void> {
    const event = await registry.record({
      model: MODEL,
      kind: 'alert',
      key: this.claim,
      actor: 'ada',
      data: {},
    });
    expect(event === null).toBe(reference.claims.has(this.claim));
    reference.claims.add(this.claim);
  }
  toString = () => `claim ${this.claim}`;
}

/** A delivery that ends in the middle; then the same delivery again, which ends. */
class Crash implements Step {
  constructor(
    private readonly content: string,
    private readonly at: number,
    private readonly after: boolean,
  ) {}
  check = () => true;
  async run(reference: Reference, { store, registry }: Real): Promise<void> {
    const before = await registry.aliasLog(MODEL, 'production');
    const broken = new StoreRegistry(crashing(store, this.at, this.after), now);
    await deliver(broken, this.content).catch((error: unknown) => {
      if (error !== crash) throw error;
    });
    expect(await registry.verify()).toEqual([]);
    const number = await deliver(registry, this.content);
    if (!reference.versions.includes(this.content)) reference.versions.push(this.content);
    expect(number).toBe(reference.versions.indexOf(this.content) + 1);
    if (before.at(-1)?.version !== number) reference.alias.push(number);
    reference.claims.add(`v${number}`);
    if (!reference.decisions.some(({ version }) => version === number)) {
      reference.decisions.push({ version: number, decision: 'approve' });
    }
  }
  toString = () =>
    `crash ${this.after ? 'after' : 'before'} creation ${this.at} of delivering ${this.content}`;
}

class Look implements Step {
  check = () => true;
  async run(reference: Reference, { registry }: Real): Promise<void> {
    const versions = await registry.versions(MODEL);
    expect(versions.map(({ version }) => version)).toEqual(reference.versions.map((_, index) => index + 1));
    const log = await registry.aliasLog(MODEL, 'production');
    expect(log.map(({ version }) => version)).toEqual(reference.alias);
    for (const entry of log) {
      expect((await registry.versionByDigest(MODEL, entry.to))?.entry.version).toBe(entry.version);
    }
    for (const { version } of versions) {
      const own = reference.decisions.filter((one) => one.version === version);
      const found = await registry.decisions(MODEL, version);
      expect(found.map(({ decision }) => decision).sort()).toEqual(
        own.map(({ decision }) => decision).sort(),
      );
    }
    const events = await registry.events(MODEL);
    expect(events.map(({ key }) => key).sort()).toEqual([...reference.claims].sort());
    expect(await registry.verify()).toEqual([]);
  }
  toString = () => 'look';
}

describe.each([MemoryStore, LostAnswerStore])('over %o', (Kind) => {
  it('holds what a simple reference holds, through crashes and repeated work', async () => {
    const content = fc.constantFrom('a', 'b', 'c', 'd');
    const steps: fc.Arbitrary<Step>[] = [
      content.map((one) => new Register(one)),
      fc
        .tuple(fc.nat(20), fc.constantFrom('approve' as const, 'reject' as const))
        .map(([pick, word]) => new Decide(pick, word)),
      fc.tuple(fc.nat(20), fc.constantFrom(0, 0, 0, 1, 2)).map(([pick, lag]) => new Move(pick, lag)),
      fc.constantFrom('drift', 'performance').map((one) => new Claim(one)),
      fc
        .tuple(content, fc.integer({ min: 1, max: 10 }), fc.boolean())
        .map(([one, at, after]) => new Crash(one, at, after)),
      fc.constant(new Look()),
    ];
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: 30 }), async (commands) => {
        const store = new Kind();
        const registry = await registryOver(store, now);
        await fc.asyncModelRun(
          () => ({
            model: { versions: [], alias: [], decisions: [], claims: new Set<string>() },
            real: { store, registry },
          }),
          commands,
        );
        expect(await registry.verify()).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
