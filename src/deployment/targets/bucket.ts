/**
 * A prefix of a bucket that a server reads. A bucket has no rename, and no lock that can be trusted:
 *
 *   <prefix>/<model>/<version>/model.onnx, assay.json     written first, each object whole, read back by digest
 *   <prefix>/<model>/config.pbtxt | current.json          one object, written last: the switch
 *
 * What a reader can see meanwhile, by layout, stands in docs/registry.md. The switch is a write on the condition that
 * the pointer is still the state that the deployment began from; each pointer carries a nonce, so that no state comes
 * twice. Of two that race one wins, and the other changes nothing. A crash anywhere leaves the old pointer or the new
 * one, and the version that it names whole; running again completes the work. Nothing that a racing deployment may be
 * writing is ever removed: only versions that were staged long ago.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { canonicalJson, type Environment, environmentError } from '../../base/index.js';
import type { S3Settings, S3Tuning } from '../../s3/index.js';
import { LAYOUTS, type LayoutName, type Pointer } from './layouts.js';
import { scratch, targetObjects } from './objects.js';
import { namesOf, recordText } from './placement.js';
import { RECORD_FILE, readRecord, readSignatures, readTarget, SIGNATURES_FILE, safeName } from './read.js';
import { type Mark, NOTHING, type Placement, type Step, type Switched, type Target } from './target.js';

/** A version that was staged less long ago may be one that another deployment is about to serve. */
const PRUNE_AFTER_MS = 3_600_000;
const TRIES = 20;

export interface BucketTargetOptions {
  /** `s3://bucket/prefix`. */
  readonly url: string;
  readonly settings: S3Settings;
  readonly layout: LayoutName;
  /** Writes the bytes with this digest to a new file, checked. */
  readonly fetch: (sha256: string, path: string) => Promise<void>;
  readonly env: Environment;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly tuning?: S3Tuning;
  readonly pruneAfterMs?: number;
  /** Instead of the layout's. */
  readonly apartMs?: number;
  /** Called after each effect; a fault test ends the process there. */
  readonly onStep?: (step: Step) => void | Promise<void>;
}

interface SeenPointer {
  /** Null: there is no object. */
  readonly etag: string | null;
  readonly mark: Mark;
  /** Null where it names nothing, or cannot be read. */
  readonly serves: Pointer | null;
}

export async function bucketTarget(options: BucketTargetOptions): Promise<Target> {
  const { signal } = options;
  const objects = await targetObjects(options.url, options.settings, options.env, signal, options.tuning);
  const layout = LAYOUTS[options.layout];
  const apartMs = options.apartMs ?? layout.apartMs;
  const step = async (name: Step): Promise<void> => options.onStep?.(name);
  const pointerKey = (model: string): string => `${safeName(model)}/${layout.pointerFile}`;
  let lastWrite = Number.NEGATIVE_INFINITY;
  const wrote = (): void => {
    lastWrite = performance.now();
  };

  async function seen(model: string): Promise<SeenPointer> {
    const state = await objects.state(pointerKey(model));
    if (state === null) return { etag: null, mark: NOTHING, serves: null };
    const parsed = layout.parse(state.text);
    if (parsed === 'nothing') return { etag: state.etag, mark: NOTHING, serves: null };
    return { etag: state.etag, mark: state.etag, serves: parsed };
  }

  /** Replaces the pointer on the condition that `from` is still what is served. */
  async function point(model: string, to: Pointer | null, from: Mark): Promise<Switched> {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const { etag, mark, serves } = await seen(model);
      if (mark !== from) {
        const same = to !== null && serves?.digest === to.digest && serves.version === to.version;
        return same ? { done: true, mark } : { done: false, serves };
      }
      const wait = lastWrite + apartMs - performance.now();
      if (wait > 0) await sleep(wait, undefined, { signal });
      const text = layout.render(model, to, randomBytes(16).toString('hex'));
      const written = await objects.put(pointerKey(model), text, etag === null ? 'free' : { etag });
      if (written !== null) return { done: true, mark: to === null ? NOTHING : written };
    }
    throw environmentError({
      message: `${objects.place(pointerKey(model))} changed ${TRIES} times while it was to be written`,
      fix: 'let one job at a time deploy to a target (`concurrency`), then deploy again',
    });
  }

  return {
    description: `bucket ${options.url} (${options.layout})`,

    // Others are not kept out: their switches and this one's are told apart by marks.
    exclusive: (_, work) => work(),

    mark: async (model) => (await seen(model)).mark,

    current: (model) => readTarget(objects, model, options.layout),

    async stage(placement) {
      const names = namesOf(placement, layout);
      const { model, version } = placement;
      const home = `${safeName(model)}/${version}`;
      if (layout.guesses) {
        // Whoever is first makes it; that another was quicker is as good.
        const parked = layout.render(model, null, randomBytes(16).toString('hex'));
        if ((await objects.state(pointerKey(model))) === null) {
          await objects.put(pointerKey(model), parked, 'free');
          wrote();
        }
      }
      const text = recordText(placement, names);
      const recordKey = `${home}/${RECORD_FILE}`;
      const record = await objects.text(recordKey);
      const strange: string[] = [];
      if (record !== null && record !== text) strange.push(`${objects.place(recordKey)} was of other files`);
      for (const [index, file] of placement.files.entries()) {
        const key = `${home}/${names[index] ?? file.file}`;
        const there = await objects.digest(key);
        if (there === file.sha256) continue;
        // What a crashed deployment leaves is whole: an object has all its bytes, or is not there.
        if (there !== null) strange.push(`${objects.place(key)} was sha256:${there}`);
        else if (record !== null) strange.push(`${objects.place(key)} was missing`);
        await scratch(async (folder) => {
          const path = join(folder, 'file');
          await options.fetch(file.sha256, path);
          await objects.bring(key, file, path, there === null ? 'free' : 'any');
        });
        wrote();
      }
      await step('staged');
      await putSignatures(home, placement);
      // Also where it is there: its age tells when the version was staged last.
      await objects.put(recordKey, text, 'any');
      wrote();
      if ((await objects.text(recordKey)) !== text) {
        throw environmentError({
          message: `${objects.place(recordKey)} is not what was written there`,
          fix: 'see who else writes to this prefix, then deploy again',
        });
      }
      await step('placed');
      return strange;
    },

    async switchTo(model, version, from) {
      const home = `${safeName(model)}/${version}`;
      const record = await readRecord(objects, home);
      if (record === null || record.version !== version || record.model !== model) {
        throw environmentError({
          message: `version ${version} of ${model} is not in ${objects.place(home)} to switch to`,
          fix: `run \`assay deploy --version ${version}\` again`,
        });
      }
      const switched = await point(model, { version, digest: record.digest }, from);
      await step('switched');
      return switched;
    },

    // The files stay: another deployment may be about to serve them.
    clear: (model, from) => point(model, null, from),

    async prune(model, keep) {
      if (!layout.fetchesAll) return;
      const { serves } = await seen(model);
      // Without a pointer that can be read nobody knows what is served: nothing is removed.
      if (serves === null) return;
      const versions = new Map<number, { keys: string[]; newest: number }>();
      const home = safeName(model);
      for await (const { key, modified } of objects.list(`${home}/`)) {
        const version = Number(/^([1-9]\d*)\//.exec(key.slice(home.length + 1))?.[1] ?? Number.NaN);
        if (Number.isNaN(version) || keep.includes(version) || version === serves.version) continue;
        const known = versions.get(version) ?? { keys: [], newest: 0 };
        known.keys.push(key);
        // What the store tells no age of is new.
        known.newest = Math.max(known.newest, modified?.getTime() ?? Number.POSITIVE_INFINITY);
        versions.set(version, known);
      }
      const before = options.now().getTime() - (options.pruneAfterMs ?? PRUNE_AFTER_MS);
      for (const [version, { keys, newest }] of versions) {
        if (newest > before) continue;
        // Without its record a version is no version: what is left of a removal that broke off names nothing.
        const record = `${home}/${version}/${RECORD_FILE}`;
        for (const key of [...keys.filter((one) => one === record), ...keys.filter((one) => one !== record)])
          await objects.remove(key);
      }
      await step('pruned');
    },

    async opened(deployed, work) {
      const home = `${safeName(deployed.model)}/${deployed.version}`;
      const [main] = deployed.files;
      if (main === undefined) throw new RangeError('a version without files is opened');
      const names = deployed.files.map(({ file }) => file);
      return objects.local(home, names, (folder) => work(join(folder, main.file)));
    },
  };

  /** Signatures may come after a version was placed, so they lie beside its record and not in it. */
  async function putSignatures(home: string, { signatures = [] }: Placement): Promise<void> {
    if (signatures.length === 0) return;
    if (canonicalJson(await readSignatures(objects, home)) === canonicalJson(signatures)) return;
    await objects.put(`${home}/${SIGNATURES_FILE}`, `${canonicalJson(signatures)}\n`, 'any');
    wrote();
  }
}
