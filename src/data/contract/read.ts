/**
 * Reads an ODCS file: YAML to checked data to the model. Every problem is reported at once, with line and
 * column; unknown keys come with the nearest valid one.
 */
import { isAbsolute, join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { nearest, type Place, type Problem, readUserFile, sha256, usageError } from '../../base/index.js';
import { offsetOf } from '../../config/index.js';
import type { Contract } from './model.js';
import {
  API_VERSIONS,
  contractSchema,
  OPTION_SCHEMAS,
  objectSchema,
  propertySchema,
  qualitySchema,
} from './odcs.js';
import { resolveContract } from './resolve.js';

export type PlaceOf = (path: readonly PropertyKey[], ofKey?: boolean) => Place;

/**
 * Reads a contract. `reference` is `file` or `file#object`; relative paths start at `root`.
 * Throws a usage error with every problem of the file.
 */
export async function loadContract(reference: string, root: string): Promise<Contract> {
  const hash = reference.lastIndexOf('#');
  const file = hash < 0 ? reference : reference.slice(0, hash);
  const text = await readUserFile(isAbsolute(file) ? file : join(root, file), 'the contract');
  return parseContract(text, reference);
}

/** Checks the text of a contract; `reference` names it in messages and may end in `#object`. */
export function parseContract(text: string, reference: string): Contract {
  const hash = reference.lastIndexOf('#');
  const file = hash < 0 ? reference : reference.slice(0, hash);
  const wanted = hash < 0 ? undefined : reference.slice(hash + 1);
  const { data, place } = readYaml(text, file);
  const problems: Problem[] = [];
  const version = apiVersionOf(data);
  if (version !== undefined && !(API_VERSIONS as readonly string[]).includes(version)) {
    const old = /^v?[012]\./.test(version);
    if (old) {
      throw usageError({
        where: place(['apiVersion']),
        message: `is of version ${version} of the Open Data Contract Standard, which has another layout`,
        expected: `one of ${API_VERSIONS.join(', ')}`,
        fix: 'rewrite the contract for v3.1.0, or make one from the data with `assay infer`',
      });
    }
  }
  const parsed = contractSchema.safeParse(data ?? {});
  if (!parsed.success) problems.push(...parsed.error.issues.flatMap((issue) => problemOf(issue, place)));
  problems.push(...optionProblems(data, place));
  if (!parsed.success || problems.length > 0) throw usageError(problems);
  const objects = parsed.data.schema;
  const names = objects.map((object) => object.name);
  const index = wanted === undefined ? (objects.length === 1 ? 0 : -1) : names.indexOf(wanted);
  const object = objects[index];
  if (object === undefined) {
    const near = wanted === undefined ? undefined : nearest(wanted, names);
    throw usageError({
      where: { file, ...place(['schema']) },
      message: wanted === undefined ? `holds ${objects.length} objects` : `holds no object \`${wanted}\``,
      expected: `${file}#NAME with one of ${names.join(', ')}`,
      ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
    });
  }
  const notices =
    version !== undefined && !(API_VERSIONS as readonly string[]).includes(version)
      ? [`${file}: apiVersion ${version} is not known here; read as ${API_VERSIONS[0]}`]
      : [];
  const resolved = resolveContract(parsed.data, object, index, place);
  return {
    ...resolved,
    file: reference,
    sha256: sha256(text),
    size: Buffer.byteLength(text),
    notices: [...notices, ...resolved.notices],
  };
}

function readYaml(text: string, file: string): { data: unknown; place: PlaceOf } {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'error',
  });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  if (document.errors.length > 0) {
    throw usageError(
      document.errors.map((error) => ({ where: at(error.pos[0]), message: `is not YAML: ${error.message}` })),
    );
  }
  try {
    return {
      data: document.toJS({ maxAliasCount: 100 }),
      place: (path, ofKey = false) => ({
        ...at(offsetOf(document, path, ofKey)),
        ...(path.length > 0 ? { key: z.core.toDotPath(path) } : {}),
      }),
    };
  } catch (error) {
    throw usageError({ where: { file }, message: `is not usable YAML: ${String(error)}` }, error);
  }
}

function apiVersionOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  // Before v3 the key was `dataContractSpecification` or a bare `version` with `datasetName`.
  const { apiVersion } = data as { apiVersion?: unknown };
  return typeof apiVersion === 'string' ? apiVersion : undefined;
}

function problemOf(issue: z.core.$ZodIssue, place: PlaceOf): Problem[] {
  if (issue.code === 'invalid_type' && /received undefined/.test(issue.message)) {
    return [{ where: place(issue.path), message: 'is missing', expected: `a ${issue.expected}` }];
  }
  if (issue.code !== 'unrecognized_keys') return [{ where: place(issue.path), message: issue.message }];
  const valid = keysAt(issue.path);
  return issue.keys.map((key) => unknownKey(key, valid, place([...issue.path, key], true)));
}

function unknownKey(key: string, valid: readonly string[], where: Place): Problem {
  const near = nearest(key, valid);
  return {
    where,
    message: 'is no key of the Open Data Contract Standard here',
    ...(valid.length > 0 ? { expected: `one of ${valid.join(', ')}` } : {}),
    ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
  };
}

function keysAt(path: readonly PropertyKey[]): string[] {
  const container = path.findLast((part) => typeof part === 'string');
  if (container === undefined) return Object.keys(contractSchema.shape);
  if (container === 'schema') return Object.keys(objectSchema.shape);
  if (container === 'properties') return Object.keys(propertySchema.shape);
  if (container === 'quality') return Object.keys(qualitySchema.shape);
  if (container === 'arguments') return ['missingValues', 'validValues', 'pattern', 'properties'];
  return [];
}

/** `logicalTypeOptions` depend on `logicalType`; they are checked also where the rest has problems. */
function optionProblems(data: unknown, place: PlaceOf): Problem[] {
  const problems: Problem[] = [];
  for (const [path, property] of propertiesOf(data)) {
    const { logicalType, logicalTypeOptions } = property;
    if (logicalTypeOptions === undefined) continue;
    const at = [...path, 'logicalTypeOptions'];
    if (logicalType === undefined) {
      problems.push({
        where: place(at, true),
        message: 'logicalTypeOptions say nothing without a logicalType',
        fix: 'add `logicalType:`',
      });
      continue;
    }
    const schema = Object.entries(OPTION_SCHEMAS).find(([type]) => type === logicalType)?.[1];
    const checked = schema?.safeParse(logicalTypeOptions);
    if (checked === undefined || checked.success) continue;
    for (const issue of checked.error.issues) {
      if (issue.code === 'unrecognized_keys') {
        const valid = Object.keys(schema?.shape ?? {});
        problems.push(...issue.keys.map((key) => unknownKey(key, valid, place([...at, key], true))));
      } else {
        problems.push({ where: place([...at, ...issue.path]), message: issue.message });
      }
    }
  }
  return problems;
}

function* propertiesOf(data: unknown): Generator<[PropertyKey[], Record<string, unknown>]> {
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  const isRecord = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null;
  if (!isRecord(data)) return;
  for (const [index, object] of list(data['schema']).entries()) {
    if (!isRecord(object)) continue;
    for (const [position, property] of list(object['properties']).entries()) {
      if (isRecord(property)) yield [['schema', index, 'properties', position], property];
    }
  }
}
