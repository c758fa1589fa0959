/**
 * A registry: lists of thousands of runs, against the same list of ten; large files to and from a bucket, against the
 * SDK's plain transfer.
 */
import { spawnSync } from 'node:child_process';
import { createHash, randomFillSync } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { BUCKET, environment, startMinio } from '../minio.mjs';

/** Size of the file that is pushed and pulled, in MiB. */
const MIB = Number(process.env.ASSAY_BENCH_MIB ?? 1024);
const BENCH = join(import.meta.dirname, '..');

const hash = (text) => createHash('sha256').update(text).digest('hex');
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Writes the entry of a run as the registry does: keys sorted, and sealed. */
function writeRun(folder, n) {
  const id = `01M80${[...String(n).padStart(21, '0')].map((digit) => DIGITS[Number(digit)]).join('')}`;
  const metric = (name) => ({
    confidence: 0.95,
    direction: 'higher',
    interval: [0.6, 0.8],
    intervalMethod: 'bootstrap',
    n: 1000,
    name,
    slice: null,
    undefined: null,
    value: 0.6 + (n % 100) / 1000,
  });
  const time = new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();
  const body = JSON.stringify({
    actor: 'ada',
    format: 1,
    id,
    metrics: ['roc_auc', 'log_loss', 'brier', 'accuracy'].map(metric),
    model: 'm',
    params: { depth: n % 7, rate: 0.1, trees: n % 500 },
    run: { attempt: 1, commit: 'a'.repeat(40), config: null, id: String(n) },
    time,
    verdict: 'pass',
    version: null,
  });
  writeFileSync(join(folder, `${id}.json`), `${body.slice(0, -1)},"~sha256":"${hash(body)}"}`);
}

function registryOf(folder, assay, count) {
  const place = join(folder, `runs-${count}`);
  const call = (...args) => {
    const made = spawnSync(assay[0], [...assay.slice(1), ...args, '--registry', place], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (made.status !== 0)
      throw new Error(`assay ${args.join(' ')} exits with ${made.status}: ${made.stderr}`);
  };
  call('registry', 'init');
  mkdirSync(join(place, 'runs', 'm'), { recursive: true });
  for (let n = 0; n < count; n += 1) writeRun(join(place, 'runs', 'm'), n);
  call('history', '--model', 'm', '--reindex');
  return place;
}

/** A file of random bytes; gives its SHA-256. */
function writeLarge(path) {
  const digest = createHash('sha256');
  const block = Buffer.alloc(1 << 20);
  const file = openSync(path, 'w');
  for (let at = 0; at < MIB; at += 1) {
    randomFillSync(block);
    digest.update(block);
    writeSync(file, block);
  }
  closeSync(file);
  return digest.digest('hex');
}

/** A MinIO, a large file, and how to run our program and the SDK's. */
async function transfer({ folder, node }) {
  const { endpoint, stop } = await startMinio(folder);
  const file = join(folder, 'large.bin');
  const digest = writeLarge(file);
  const env = environment(endpoint);
  const ours = (what, place, path, ...more) => ({
    argv: [...node, join(BENCH, 'ours/s3-blob.mjs'), what, endpoint, place, path, ...more],
    env,
  });
  const plain = (what, key, path) => ({
    argv: [...node, join(BENCH, 'peers/s3-plain.mjs'), what, endpoint, BUCKET, key, path],
    env,
  });
  return { file, digest, ours, plain, stop, node };
}

function must({ argv, env }) {
  const done = spawnSync(argv[0], argv.slice(1), { env: { ...process.env, ...env }, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${argv.join(' ')} exits with ${done.status}: ${done.stderr}`);
}

/** Copies a registry from a folder into the bucket, object by object. */
async function copyToBucket(place, client, prefix) {
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  for (let at = 0; at < files.length; at += 64) {
    await Promise.all(
      files.slice(at, at + 64).map(({ parentPath, name }) => {
        const path = join(parentPath, name);
        const Key = `${prefix}${path.slice(place.length)}`;
        return client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: readFileSync(path) }));
      }),
    );
  }
}

const PEAK = 300e6;

export const REGISTRY = [
  {
    name: 's3-push',
    title: `push of ${MIB} MiB to MinIO, hashed, against the SDK's plain upload in parts`,
    rounds: 3,
    slow: true,
    bound: { ratio: 1.25, peak: PEAK },
    prepare: async (given) => {
      const { file, ours, plain, stop } = await transfer(given);
      // Each process to a place of its own: what is there is not sent again.
      return {
        ours: ours('push', `s3://${BUCKET}/push-PID`, file),
        peer: plain('push', 'plain', file),
        stop,
      };
    },
  },
  {
    name: 's3-push-again',
    title: `the same ${MIB} MiB pushed again, against taking its SHA-256 alone`,
    rounds: 3,
    slow: true,
    bound: { seconds: 0.5, peak: PEAK },
    prepare: async (given) => {
      const { file, ours, stop, node } = await transfer(given);
      const push = ours('push', `s3://${BUCKET}/again`, file);
      must(push);
      const hashing =
        'import("node:crypto").then(async ({createHash}) => { const hash = createHash("sha256"); for await (const chunk of require("node:fs").createReadStream(process.argv[1], {highWaterMark: 1 << 20})) hash.update(chunk); hash.digest() })';
      return { ours: push, peer: { argv: [...node, '-e', hashing, file] }, stop };
    },
  },
  {
    name: 's3-pull',
    title: `pull of ${MIB} MiB from MinIO, checked, against a plain download`,
    rounds: 3,
    slow: true,
    bound: { ratio: 1.25, peak: PEAK },
    prepare: async (given) => {
      const { file, digest, ours, plain, stop } = await transfer(given);
      must(ours('push', `s3://${BUCKET}/pull`, file));
      const key = `pull/blobs/sha256/${digest.slice(0, 2)}/${digest}`;
      return {
        ours: ours('pull', `s3://${BUCKET}/pull`, `${file}.ours`, digest),
        peer: plain('pull', key, `${file}.plain`),
        stop,
      };
    },
  },
  {
    name: 's3-history',
    title: 'the best of 10,000 runs in MinIO, against the best of ten',
    rounds: 3,
    slow: true,
    bound: { seconds: 2 },
    prepare: async ({ folder, assay }) => {
      const { endpoint, client, stop } = await startMinio(folder);
      const env = environment(endpoint);
      const list = async (count) => {
        await copyToBucket(registryOf(folder, assay, count), client, `runs-${count}`);
        const place = ['--registry', `s3://${BUCKET}/runs-${count}`, '--model', 'm'];
        const which = ['--where', 'params.depth = 3', '--sort=-metrics.roc_auc'];
        return { argv: [...assay, 'history', ...place, ...which], cwd: folder, env };
      };
      return { ours: await list(10_000), peer: await list(10), stop };
    },
  },
  {
    name: 'history',
    title: 'the best of 10,000 runs in a folder, against the best of ten',
    rounds: 5,
    bound: { seconds: 2 },
    prepare: async ({ folder, assay }) => {
      const list = (count) => ({
        argv: [
          ...assay,
          'history',
          '--registry',
          registryOf(folder, assay, count),
          '--model',
          'm',
          '--where',
          'params.depth = 3',
          '--sort=-metrics.roc_auc',
        ],
        cwd: folder,
      });
      return { ours: list(10_000), peer: list(10) };
    },
  },
];
