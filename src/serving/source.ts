/** Where the models come from: the folder of a target, or one file. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, sha256File, unreadable, usageError } from '../base/index.js';
import { type Deployed, listDeployed, readDeployed, readPointerOf } from '../deployment/index.js';
import type { ServedModel } from './model-worker.js';

export interface ModelSource {
  /** For messages. */
  readonly description: string;
  list(): Promise<string[]>;
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
      if (deployed.problems.length > 0 || deployed.sha256 === null)
        throw new Error(deployed.problems.join('; '));
      const refused = await refusal(deployed);
      if (refused !== null) throw new Error(refused);
      const { version, digest, path, sha256 } = deployed;
      return { name, version: String(version), digest, path, sha256 };
    },
  };
}

/** One ONNX file, served as version 1 of `name`. */
export function fileSource(name: string, path: string): ModelSource {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/.test(name)) {
    throw usageError({
      message: `--name ${JSON.stringify(name)} cannot be the name of a model`,
      expected: 'letters, digits, ".", "_" and "-", beginning with a letter or digit',
    });
  }
  return {
    description: path,
    list: async () => [name],
    async peek() {
      try {
        const info = await stat(path);
        return `${info.size} ${info.mtimeMs}`;
      } catch (error) {
        throw new Error(`${path} cannot be read: ${messageOf(error)}`, { cause: error });
      }
    },
    async read() {
      try {
        const { sha256 } = await sha256File(path);
        return { name, version: '1', digest: null, path, sha256 };
      } catch (error) {
        throw unreadable(path, 'the model', error);
      }
    },
  };
}
