/**
 * Brings a model file from an MLflow server through its artifact proxy. The listing comes from outside: paths that leave
 * the folder, too many files and too many bytes are refused before and while anything is written.
 */
import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { environmentError, usageError } from '../base/index.js';
import { type CallOptions, type MlflowServer, send } from './client.js';
import { ask, type MlflowSource, orNone } from './read.js';

export interface DownloadOptions extends CallOptions {
  readonly maxBytes?: number;
  readonly progress?: (bytes: number, total: number | null) => void;
}

export interface DownloadedModel {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  /** Where it lies on the server, below the artifacts' root. */
  readonly artifact: string;
  /** Files beside it that were not taken. */
  readonly beside: readonly string[];
}

export const MAX_MODEL_BYTES = 32 * 1024 ** 3;
const MAX_FILES = 5000;
const MAX_DEPTH = 8;

/** What MLflow writes beside a model, and is none. */
const ABOUT =
  /^(MLmodel|conda\.yaml|python_env\.yaml|requirements\.txt|registered_model_meta|.*input_example.*\.json|.*\.md)$/;

const listAnswer = z.object({
  files: z
    .array(
      z.object({
        path: z.string(),
        is_dir: z.boolean().default(false),
        file_size: z.union([z.number(), z.string()]).transform(Number).optional(),
      }),
    )
    .default([]),
});

interface Listed {
  readonly path: string;
  readonly size: number | null;
}

/**
 * Downloads the model that a source means into `folder`: the file that it names, or of a folder the one ONNX file, or
 * the one file that is no description. A usage error where that is not one.
 */
export async function downloadModel(
  server: MlflowServer,
  source: MlflowSource,
  folder: string,
  options: DownloadOptions,
): Promise<DownloadedModel> {
  const root = proxied(source.artifacts, server);
  const files = await filesBelow(server, root, options);
  const chosen = files === null ? { path: root, size: null } : choose(files, source.artifacts);
  const { maxBytes = MAX_MODEL_BYTES } = options;
  if (chosen.size !== null && chosen.size > maxBytes) throw tooLarge(chosen.path, maxBytes);
  await mkdir(folder, { recursive: true });
  const path = join(folder, basename(chosen.path));
  const { sha256, size } = await fetchFile(server, chosen, path, maxBytes, options);
  return {
    path,
    sha256,
    size,
    artifact: chosen.path,
    beside: (files ?? []).filter((file) => file !== chosen).map((file) => file.path.slice(root.length + 1)),
  };
}

/** The path that the proxy knows. Another store, and another server, are not reached. */
function proxied(uri: string, server: MlflowServer): string {
  const [, authority, path] = /^mlflow-artifacts:(?:\/\/([^/]*))?\/(.*)$/s.exec(uri) ?? [];
  const own = authority === undefined || authority === '' || authority === new URL(server.url).host;
  if (path === undefined || !own) {
    throw usageError({
      message: `the model lies at ${uri.replace(/\/\/[^/@]*@/, '//')}, which is not reached through the MLflow server`,
      expected: 'artifacts that the server serves (mlflow-artifacts:/…)',
      fix: 'run the server with --serve-artifacts, or fetch the file in a step before and name its path',
    });
  }
  return safePath(path.replace(/\/+$/, ''));
}

/** Every file below a folder; null where the path is a file itself. */
async function filesBelow(
  server: MlflowServer,
  root: string,
  options: CallOptions,
): Promise<readonly Listed[] | null> {
  const files: Listed[] = [];
  const open = [{ path: root, depth: 0 }];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const { path, depth } = next;
    if (depth > MAX_DEPTH) throw usageError({ message: `${path} lies deeper than ${MAX_DEPTH} folders` });
    const request = {
      method: 'GET' as const,
      path: 'mlflow-artifacts/artifacts',
      query: { path },
      repeatable: true,
    };
    const answer = await orNone(ask(server, request, listAnswer, options));
    for (const file of answer?.files ?? []) {
      const whole = safePath(`${path}/${file.path}`);
      if (file.is_dir) open.push({ path: whole, depth: depth + 1 });
      else files.push({ path: whole, size: file.file_size ?? null });
      if (files.length + open.length > MAX_FILES) {
        throw usageError({
          message: `${root} holds more than ${MAX_FILES} files`,
          fix: 'name the file itself',
        });
      }
    }
  }
  // The proxy lists a file as an empty folder, and some as a folder that holds itself.
  const itself = files.length === 1 && files[0]?.path === `${root}/${basename(root)}` && /\.\w+$/.test(root);
  return files.length === 0 || itself ? null : files;
}

function choose(files: readonly Listed[], shown: string): Listed {
  const onnx = files.filter(({ path }) => /\.onnx$/i.test(path));
  const others = files.filter(({ path }) => !ABOUT.test(basename(path)));
  const [only, second] = onnx.length > 0 ? onnx : others;
  if (only !== undefined && second === undefined) return only;
  throw usageError({
    message: `${shown} holds ${only === undefined ? 'no model file' : 'several files that may be the model'}`,
    expected: `one of ${files
      .slice(0, 8)
      .map(({ path }) => path)
      .join(', ')}${files.length > 8 ? ', …' : ''}`,
    fix: 'name the file behind the reference: models:/NAME@ALIAS/model.onnx, runs:/ID/model/model.onnx',
  });
}

/** Parts of an address that comes from a server and becomes a file name. */
function safePath(path: string): string {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || /[\\\0:]/.test(part))) {
    throw environmentError({
      message: `the MLflow server lists a path that leaves its folder: ${JSON.stringify(path)}`,
    });
  }
  return path;
}

async function fetchFile(
  server: MlflowServer,
  file: Listed,
  path: string,
  maxBytes: number,
  options: DownloadOptions,
): Promise<{ sha256: string; size: number }> {
  const encoded = file.path.split('/').map(encodeURIComponent).join('/');
  const response = await send(
    server,
    { method: 'GET', path: `mlflow-artifacts/artifacts/${encoded}`, repeatable: true },
    { ...options, timeoutMs: 3_600_000 },
  );
  const hash = createHash('sha256');
  let size = 0;
  const temporary = `${path}.part`;
  const out = await open(temporary, 'w');
  try {
    for await (const part of response.body ?? []) {
      size += part.length;
      if (size > maxBytes) throw tooLarge(file.path, maxBytes);
      hash.update(part);
      await out.writeFile(part);
      options.progress?.(size, file.size);
    }
    const length = response.headers.get('content-length');
    const encodedBody = response.headers.get('content-encoding') !== null;
    const expected = file.size ?? (length === null || encodedBody ? null : Number(length));
    if (expected !== null && expected !== size) {
      throw environmentError({
        message: `${file.path} came with ${size} bytes, and MLflow says that it has ${expected}`,
        fix: 'run the same command again',
      });
    }
  } catch (error) {
    await out.close();
    await rm(temporary, { force: true });
    throw error;
  }
  await out.close();
  await rename(temporary, path);
  return { sha256: hash.digest('hex'), size };
}

function tooLarge(path: string, limit: number): Error {
  return usageError({ message: `${path} is larger than ${limit} bytes, the most that is downloaded` });
}
