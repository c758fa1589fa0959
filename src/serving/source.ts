/** Where the models come from: the folder or the bucket of a target, or one file. */
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { messageOf, sha256File, unreadable, usageError } from '../base/index.js';
import {
  type Deployed,
  folderFiles,
  listDeployed,
  placeOfBucket,
  readDeployed,
  readPointerOf,
  readVersion,
  type TargetObjects,
} from '../deployment/index.js';
import type { ServedModel } from './model-worker.js';

export interface ModelSource {
  /** For messages. */
  readonly description: string;
  list(): Promise<string[]>;
  /** Milliseconds between two looks; absent: the server's own. */
  readonly everyMs?: number;
  /** A word that changes when another version is to be served; cheap. Null where there is none. */
  peek(name: string): Promise<string | null>;
  /** What is to be served, with its bytes checked. Throws where the source is damaged. */
  read(name: string): Promise<ServedModel>;
}

/** The folder of a target, as `assay deploy` lays it out. */
export function folderSource(
  folder: string,
  /** Why what is deployed may not be served, beyond its bytes; null where it may. */
  refusal: (deployed: Deployed) => Promise<string | null> = async () => null,
): ModelSource {
  return {
    description: folder,
    list: () => listDeployed(folder),
    async peek(name) {
      const pointer = await readPointerOf(folder, name);
      return pointer === null ? null : `${pointer.version} ${pointer.digest}`;
    },
    async read(name) {
      const deployed = await readDeployed(folder, name);
      if (deployed === null) throw new Error(`${join(folder, name)} holds no model`);
      return servable(deployed, refusal);
    },
  };
}

/** Requests cost money, and a deployment that waits for the server waits a minute. */
const BUCKET_EVERY_MS = 5000;

/**
 * The prefix of a bucket that is a target. A version is brought to this machine by `bring`, which gives the folder
 * that holds the keys below an address, and is read there as it would be in the folder of a target.
 */
export function bucketSource(
  url: string,
  objects: TargetObjects,
  bring: (url: string) => Promise<string>,
  refusal: (deployed: Deployed) => Promise<string | null> = async () => null,
): ModelSource {
  const { prefix } = placeOfBucket(url);
  return {
    description: url,
    everyMs: BUCKET_EVERY_MS,
    list: () => objects.models(),
    async peek(name) {
      const pointer = await readPointerOf(objects, name);
      return pointer === null ? null : `${pointer.version} ${pointer.digest}`;
    },
    async read(name) {
      const pointer = await readPointerOf(objects, name);
      if (pointer === null) throw new Error(`${objects.place(name)} does not say which version is served`);
      const folder = await bring(objects.place(`${name}/${pointer.version}/`));
      const copy = folderFiles(join(folder, prefix));
      // Read from the copy, and spoken of as what it is a copy of.
      const files = { ...copy, place: (key: string) => objects.place(key) };
      const deployed = await readVersion(files, name, pointer);
      const file = basename(deployed.files[0]?.file ?? '');
      const path = copy.place(`${name}/${pointer.version}/${file}`);
      return { ...(await servable(deployed, refusal)), path };
    },
  };
}

async function servable(
  deployed: Deployed,
  refusal: (deployed: Deployed) => Promise<string | null>,
): Promise<ServedModel> {
  const { model, version, digest, path, sha256, problems } = deployed;
  if (problems.length > 0 || sha256 === null) throw new Error(problems.join('; '));
  const refused = await refusal(deployed);
  if (refused !== null) throw new Error(refused);
  return { name: model, version: String(version), digest, path, shown: path, sha256 };
}

/** One ONNX file, served as version 1 of `name`. `shown`: as people know it, where `path` is a copy. */
export function fileSource(name: string, path: string, shown: string = path): ModelSource {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/.test(name)) {
    throw usageError({
      message: `--name ${JSON.stringify(name)} cannot be the name of a model`,
      expected: 'letters, digits, ".", "_" and "-", beginning with a letter or digit',
    });
  }
  return {
    description: shown,
    list: async () => [name],
    async peek() {
      try {
        const info = await stat(path);
        return `${info.size} ${info.mtimeMs}`;
      } catch (error) {
        throw new Error(`${shown} cannot be read: ${messageOf(error)}`, { cause: error });
      }
    },
    async read() {
      try {
        const { sha256 } = await sha256File(path);
        return { name, version: '1', digest: null, path, shown, sha256 };
      } catch (error) {
        throw unreadable(shown, 'the model', error);
      }
    },
  };
}
