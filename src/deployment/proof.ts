/** What a target really serves: read back from its files and its server, and held against the manifest. */
import type { AliasEntry, ModelVersion } from '../registry/index.js';
import type { Delivery } from './delivery.js';
import type { ReadBack } from './server.js';
import type { Deployed, PlacedFile } from './targets/target.js';

export interface Proof {
  readonly readBack: readonly ReadBack[];
  readonly notChecked: readonly string[];
}

/** Reads back what is served: from disk always, from the server where there is one. */
export async function prove(delivery: Delivery, reload = true): Promise<Proof> {
  const { version, target, server, golden } = delivery;
  const { model } = version.entry;
  const deployed = await target.current(model);
  const disk = diskCheck(deployed, version);
  if (!disk.ok || deployed === null) return { readBack: [disk], notChecked: [] };
  if (server === null) {
    return { readBack: [disk], notChecked: ['what a server answers: the target names no `server`'] };
  }
  const asked = reload ? await server.reload(model) : { done: true, detail: '' };
  const seen = await server.readBack(model, version.entry, asked.done);
  const served = {
    ...seen,
    detail: asked.detail === '' || seen.ok ? seen.detail : `${seen.detail}; ${asked.detail}`,
  };
  if (!served.ok || golden === null) {
    return { readBack: [disk, served], notChecked: served.ok ? ['a golden request'] : [] };
  }
  const answer = await target.opened(deployed, (path) =>
    golden(path, (body) => server.infer(model, version.entry.version, body)),
  );
  return 'notChecked' in answer
    ? { readBack: [disk, served], notChecked: [answer.notChecked] }
    : { readBack: [disk, served, answer], notChecked: [] };
}

function diskCheck(deployed: Deployed | null, version: ModelVersion): ReadBack {
  if (deployed === null) return { check: 'disk', ok: false, detail: 'nothing is served' };
  const problems = [...deployed.problems];
  if (problems.length === 0) {
    if (deployed.digest !== version.entry.digest)
      problems.push(`version ${deployed.version}, ${deployed.digest} is served`);
    // Against the manifest, not only against the record that lies beside the files.
    const [main, ...others] = filesOf(version);
    if (deployed.sha256 !== main.sha256)
      problems.push(`the model file is sha256:${deployed.sha256}, not sha256:${main.sha256}`);
    for (const { file, sha256 } of others) {
      const there = deployed.files.slice(1).find((one) => one.file === file);
      if (there?.sha256 === sha256) continue;
      problems.push(
        `${file} is ${there === undefined ? 'missing' : `sha256:${there.sha256}`}, not sha256:${sha256}`,
      );
    }
  }
  return problems.length > 0
    ? { check: 'disk', ok: false, detail: problems.join('; ') }
    : {
        check: 'disk',
        ok: true,
        detail: `version ${deployed.version}, ${deployed.digest}, every file hashed again`,
      };
}

/** How the target differed from its log before this deployment; empty where it did not. */
export async function whatWas(
  { registry, version, target }: Delivery,
  current: AliasEntry | null,
): Promise<readonly string[]> {
  const { model } = version.entry;
  const deployed = await target.current(model);
  // A deployment of the version that crashed after its switch is no damage.
  if (deployed?.digest === version.entry.digest && current?.to !== deployed.digest) {
    return deployed.problems;
  }
  if (current === null) {
    if (deployed === null) return [];
    return [`version ${deployed.version} was served, which no entry of the log names`, ...deployed.problems];
  }
  const expected = await registry.version(model, current.version);
  if (expected === null) return deployed?.problems ?? [];
  const disk = diskCheck(deployed, expected);
  return disk.ok ? [] : [disk.detail];
}

/** The files with the role `model`: the one that is named so first, then those that belong to it. */
export function filesOf(version: ModelVersion): [PlacedFile, ...PlacedFile[]] {
  const files = version.manifest.files.filter((file) => file.role === 'model');
  const main = files.find((file) => file.name === 'model') ?? files[0];
  if (main === undefined) throw new Error(`version ${version.entry.version} holds no model file`);
  return [main, ...files.filter((file) => file !== main)];
}
