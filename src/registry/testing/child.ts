/** A process of the tests: opens a store, does the task that its parent sends, and can kill itself at any step. */
import { messageOf } from '../../base/index.js';
import { exportVersions, importVersions } from '../archive/index.js';
import { initRegistry } from '../open.js';
import { StoreRegistry } from '../registry.js';
import { GitStore } from '../storage/git/index.js';
import { FolderStore, type Store } from '../storage/index.js';
import type { ModelVersion } from '../types.js';
import { countSteps, killAtStep } from './kill.js';
import { BY, deliver, testContext, testManifest } from './make.js';

/** How a process reaches a store that another made. A new kind of store is a row here. */
export type StoreAddress =
  | { readonly kind: 'folder'; readonly place: string }
  /** `place` holds the options of a `GitStore` as JSON. */
  | { readonly kind: 'git'; readonly place: string }
  | {
      readonly kind: 's3';
      readonly place: string;
      readonly endpoint: string;
      readonly access: { readonly accessKeyId: string; readonly secretAccessKey: string };
    };

/** The store of an address; the same one for all tasks of a process, as in a command. */
async function storeAt(address: StoreAddress): Promise<Store> {
  if (address.kind === 'folder') return new FolderStore(address.place);
  const known = stores.get(address.place);
  if (known !== undefined) return known;
  const store = await remoteStore(address);
  stores.set(address.place, store);
  return store;
}
const stores = new Map<string, Store>();

async function remoteStore(address: Exclude<StoreAddress, { readonly kind: 'folder' }>): Promise<Store> {
  if (address.kind === 'git')
    return new GitStore({ onSecret: () => undefined, ...JSON.parse(address.place) });
  const { openS3Store } = await import('../storage/s3/index.js');
  return openS3Store(address.place, { endpoint: address.endpoint }, {}, { credentials: address.access });
}

export type Task = { readonly store: StoreAddress } & (
  | { readonly do: 'create'; readonly key: string; readonly text: string }
  | { readonly do: 'get'; readonly key: string }
  | { readonly do: 'copy'; readonly key: string; readonly from: string; readonly to: string }
  | { readonly do: 'register'; readonly contents: readonly string[] }
  | { readonly do: 'deliver'; readonly content: string; readonly killAt: number }
  | { readonly do: 'init'; readonly killAt: number }
  | { readonly do: 'gc'; readonly killAt: number }
  | { readonly do: 'export'; readonly file: string; readonly killAt: number }
  | { readonly do: 'import'; readonly file: string; readonly killAt: number }
  | { readonly do: 'claim'; readonly keys: readonly string[] }
  | { readonly do: 'move'; readonly version: number; readonly expectSeq: number }
);
export type Answer =
  | { readonly value: unknown; readonly steps: number; readonly maxRss: number }
  | { readonly failed: string }
  | { readonly died: string; readonly errors: string };

/** The version to move to, read once for all moves: what is raced for is the entry. */
async function versionOf(
  store: Store,
  { store: { place }, version }: Task & { readonly do: 'move' },
): Promise<{ registry: StoreRegistry; to: ModelVersion }> {
  const known = movers.get(`${place} ${version}`);
  if (known !== undefined) return known;
  const registry = new StoreRegistry(store, () => new Date());
  const to = await registry.version('flights', version);
  if (to === null) throw new Error(`no version ${version}`);
  const mover = { registry, to };
  movers.set(`${place} ${version}`, mover);
  return mover;
}
const movers = new Map<string, { registry: StoreRegistry; to: ModelVersion }>();

async function perform(task: Task): Promise<unknown> {
  const store = await storeAt(task.store);
  const registry = new StoreRegistry(store, () => new Date());
  switch (task.do) {
    case 'create':
      return store.create(task.key, Buffer.from(task.text));
    case 'get': {
      const bytes = await store.get(task.key);
      return bytes === null ? null : Buffer.from(bytes).toString('utf8');
    }
    case 'copy':
      return [await store.createFromFile(task.key, task.from), await store.getToFile(task.key, task.to)];
    case 'register': {
      const numbers: number[] = [];
      for (const content of task.contents) {
        const { version } = await registry.register(await testManifest(registry, content), BY);
        numbers.push(version.entry.version);
      }
      return numbers;
    }
    case 'deliver':
      killAtStep(task.killAt);
      return deliver(registry, task.content);
    case 'init':
      killAtStep(task.killAt);
      return (await initRegistry(task.store.place, '/', testContext('/'))).created;
    case 'gc':
      killAtStep(task.killAt);
      return (await registry.gc('child', { graceMs: 0, retention: { keepLast: 1 } })).removed.length;
    case 'export':
      killAtStep(task.killAt);
      return (await exportVersions(registry, [{ model: 'flights', version: 1 }], task.file)).bytes;
    case 'import':
      killAtStep(task.killAt);
      return (await importVersions(registry, task.file, BY)).map(({ version }) => version);
    case 'claim': {
      const won: string[] = [];
      for (const key of task.keys) {
        const event = await registry.record({ model: 'flights', kind: 'alert', key, actor: 'ada', data: {} });
        if (event !== null) won.push(key);
      }
      return won;
    }
    case 'move': {
      const { to, registry } = await versionOf(store, task);
      const { expectSeq } = task;
      const move = { to, kind: 'promote', approvals: [], reason: 'race', expectSeq, ...BY } as const;
      return (await registry.moveAlias('flights', 'production', move)).nonce;
    }
  }
}

process.on('message', (task: Task) => {
  countSteps();
  perform(task)
    .then(
      (value): Answer => ({ value, steps: countSteps(), maxRss: process.resourceUsage().maxRSS * 1024 }),
      (error: unknown): Answer => ({ failed: messageOf(error) }),
    )
    .then((answer) => process.send?.(answer));
});
