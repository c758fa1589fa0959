/**
 * Many processes at one registry, in a folder and in a bucket: each round one of them moves the alias, each content
 * gets one number, and every log is whole. `ASSAY_FULL=1` races 32 processes for 100 rounds; else fewer for fewer.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS, BUCKET, startMinio } from '../../test/support/minio.js';
import { FolderStore, type Store } from './storage/index.js';
import { openS3Store } from './storage/s3/index.js';
import type { StoreAddress, Task } from './testing/child.js';
import { type Child, type ChildProgram, compileChild } from './testing/children.js';
import { BY, deliver, registryOver, testFolder, testManifest } from './testing/make.js';
import { verifyStore } from './verify.js';

const FULL = process.env['ASSAY_FULL'] === '1';
const PROCESSES = FULL ? 32 : 6;
const ROUNDS = FULL ? 100 : 8;

const server = await startMinio();
const { folder, remove } = await testFolder();
let program: ChildProgram;
beforeAll(async () => {
  program = await compileChild();
});
afterAll(async () => {
  await program.remove();
  await server.stop();
  await remove();
});

const inBucket = (place: string): StoreAddress => ({
  kind: 's3',
  place: `s3://${BUCKET}/${place}`,
  endpoint: server.endpoint,
  access: ACCESS,
});
const openBucket = (place: string): Promise<Store> =>
  openS3Store(`s3://${BUCKET}/${place}`, { endpoint: server.endpoint }, {}, { credentials: ACCESS });

const PLACES = [
  {
    name: 'a folder',
    missing: '',
    address: (): StoreAddress => ({ kind: 'folder', place: `${folder}/race` }),
    open: async (): Promise<Store> => new FolderStore(`${folder}/race`),
  },
  {
    name: 'a bucket on MinIO',
    missing: server.missing,
    address: () => inBucket('race'),
    open: () => openBucket('race'),
  },
] as const;

describe.each(PLACES)(`$name $missing`, ({ missing, address, open }) => {
  it.skipIf(missing !== '')(
    `${PROCESSES} processes, ${ROUNDS} rounds: one winner each, no number lost or doubled`,
    async () => {
      const store = address();
      const registry = await registryOver(await open());
      await registry.register(await testManifest(registry, 'one'), BY);
      const children: Child[] = Array.from({ length: PROCESSES }, () => program.start());
      const together = async (task: (child: number) => Task): Promise<unknown[]> => {
        const answers = await Promise.all(children.map((child, index) => child.ask(task(index))));
        return answers.map((answer) => ('value' in answer ? answer.value : answer));
      };
      try {
        await together(() => ({ do: 'get', store, key: 'registry.json' }));
        for (let expectSeq = 0; expectSeq < ROUNDS; expectSeq += 1) {
          const heard = await together(() => ({ do: 'move', store, version: 1, expectSeq }));
          const nonces = heard.filter((one) => typeof one === 'string');
          const others = heard.filter((one) => typeof one !== 'string').map((one) => JSON.stringify(one));
          // First what is neither: an error of the store would only look like a second or no winner.
          const strange = others.filter((one) => !one.includes('moved it to v1'));
          expect(strange, `round ${expectSeq} of ${ROUNDS}`).toEqual([]);
          expect(nonces, `round ${expectSeq} of ${ROUNDS}`).toHaveLength(1);
        }
        const log = await registry.aliasLog('flights', 'production');
        expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: ROUNDS }, (_, index) => index + 1));

        // Each process registers contents of its own and contents that all register.
        const each = FULL ? 4 : 3;
        const contents = children.map((_, writer) =>
          Array.from({ length: each }, (_, index) => [`${writer} ${index}`, `shared ${index}`]).flat(),
        );
        const numbers = await together((index) => ({
          do: 'register',
          store,
          contents: contents[index] ?? [],
        }));
        const byContent = new Map<string, Set<number>>();
        for (const [writer, list] of contents.entries()) {
          for (const [index, content] of list.entries()) {
            const known = byContent.get(content) ?? new Set<number>();
            byContent.set(content, known.add((numbers[writer] as number[])[index] ?? 0));
          }
        }
        expect([...byContent.values()].every((found) => found.size === 1)).toBe(true);
        const all = [...byContent.values()].flatMap((found) => [...found]).sort((a, b) => a - b);
        // Number 1 was there before the race.
        expect(all).toEqual(Array.from({ length: (PROCESSES + 1) * each }, (_, index) => index + 2));
      } finally {
        await Promise.all(children.map((child) => child.end()));
      }
      expect((await verifyStore(registry.store)).problems).toEqual([]);
    },
    3_600_000,
  );
});

it.skipIf(server.missing !== '')(
  'a process that is killed in the middle of a delivery to a bucket leaves a whole registry',
  async () => {
    let killed = 0;
    // By time, not by step: what a bucket shows changes with requests, and those are not steps of files.
    for (let after = 0; after < (FULL ? 40 : 10); after += 1) {
      const place = `killed/${after}`;
      const registry = await registryOver(await openBucket(place));
      const child = program.start();
      const store = inBucket(place);
      await child.ask({ do: 'get', store, key: 'registry.json' });
      const delivery = child.ask({ do: 'deliver', store, content: 'model', killAt: 0 });
      setTimeout(() => child.kill(), after * (FULL ? 3 : 10));
      const answer = await delivery;
      if ('died' in answer) killed += 1;
      expect((await verifyStore(registry.store)).problems).toEqual([]);
      expect(await deliver(registry, 'model')).toBe(1);
      expect(await registry.aliasLog('flights', 'production')).toHaveLength(1);
      expect(await registry.runs('flights')).toHaveLength(1);
      expect((await verifyStore(registry.store)).problems).toEqual([]);
    }
    expect(killed).toBeGreaterThan(2);
  },
  600_000,
);
