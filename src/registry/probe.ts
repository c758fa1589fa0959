/**
 * The probe: proves on the store itself that creating an object is atomic. Writers are held at one barrier and
 * released together, round after round; exactly one may win, and what is read must be its bytes. A store that
 * fails is not safe for a registry, whatever its documentation says.
 */
import { ulid } from 'ulid';
import { AssayError, messageOf } from '../base/index.js';
import { keys, PROBES } from './layout.js';
import { seal } from './sealed.js';
import type { ProbeFinding } from './setup-schemas.js';
import type { Store } from './storage/index.js';

export interface ProbeOptions {
  /** Writers that race in one round. */
  readonly writers?: number;
  readonly rounds?: number;
}

/**
 * Races writers against `probes/`, removes what it wrote, and keeps the finding there. Throws the store's own error
 * where not one of the writers got through.
 */
export async function probeStore(
  store: Store,
  now: () => Date,
  { writers = 32, rounds = 4 }: ProbeOptions = {},
): Promise<ProbeFinding> {
  const id = ulid(now().getTime());
  const checks: ProbeFinding['checks'] = [];
  let reached = false;
  const check = async (name: string, test: () => Promise<string | null>): Promise<void> => {
    let problem: string | null;
    try {
      problem = await test();
    } catch (error) {
      // Who may not write there, or cannot reach it, has found out nothing about the store.
      if (!reached && error instanceof AssayError) throw error;
      problem = messageOf(error);
    }
    checks.push({ check: name, ok: problem === null, detail: problem ?? 'as promised' });
  };
  const key = (name: string): string => `${PROBES}race-${id}-${name}`;
  const written: string[] = [];
  const rivals = store.rivals?.(writers) ?? Array.from({ length: writers }, () => store);

  await check('one writer wins', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const target = key(String(round));
      written.push(target);
      const problem = await race(rivals, store, target, () => {
        reached = true;
      });
      if (problem !== null) return `round ${round + 1} of ${rounds}: ${problem}`;
    }
    return null;
  });
  await check('a second writer changes nothing', async () => {
    const target = key('second');
    written.push(target);
    const first = await store.create(target, Buffer.from('first'));
    const second = await store.create(target, Buffer.from('second'));
    if (first !== 'created' || second !== 'exists') return `the writers heard ${first} and ${second}`;
    const text = Buffer.from((await store.get(target)) ?? []).toString('utf8');
    return text === 'first' ? null : `afterwards the object was ${JSON.stringify(text)}`;
  });
  await check('what was written is listed', async () => {
    const listed: string[] = [];
    for await (const object of store.list(`${PROBES}race-${id}-`)) listed.push(object.key);
    const missing = written.filter((one) => !listed.includes(one));
    return missing.length === 0 ? null : `${missing.length} of ${written.length} objects were not listed`;
  });
  await check('what was removed is gone', async () => {
    await Promise.all(written.map((one) => store.delete(one)));
    await Promise.all(written.map((one) => store.delete(one)));
    for (const one of written) if ((await store.get(one)) !== null) return `${one} is still there`;
    return null;
  });

  const finding: ProbeFinding = {
    format: 1,
    id,
    store: store.description,
    time: now().toISOString(),
    writers: rivals.length,
    rounds,
    safe: checks.every(({ ok }) => ok),
    checks,
  };
  await store.create(keys.probe(id, finding.safe), seal(finding, 'the finding of the probe'));
  return finding;
}

/** One round; what went wrong, or null. */
async function race(
  rivals: readonly Store[],
  store: Store,
  target: string,
  wrote: () => void,
): Promise<string | null> {
  let release: () => void = () => undefined;
  const barrier = new Promise<void>((open) => {
    release = open;
  });
  // Each has been to the store before, so that none begins late.
  await Promise.all(rivals.map((rival) => rival.get(target)));
  const racing = rivals.map(async (rival, writer) => {
    const bytes = Buffer.from(`writer ${writer} `.repeat(200));
    await barrier;
    return { bytes, heard: await rival.create(target, bytes) };
  });
  release();
  // All are waited for, so that none still writes when the probe has gone on.
  const settled = await Promise.allSettled(racing);
  if (settled.some(({ status }) => status === 'fulfilled')) wrote();
  const all = settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
  const winners = all.filter(({ heard }) => heard === 'created');
  if (winners.length !== 1)
    return `${winners.length} of ${rivals.length} racing writers heard that they were first`;
  const read = await store.get(target);
  if (read === null) return 'the object could not be read after it was written';
  return winners[0]?.bytes.equals(read) ? null : "what was read is not the winner's bytes";
}
