/**
 * Reads an ODCS file: YAML, then the standard's own JSON Schema, then the model. Every problem is reported at once,
 * with line and column; unknown keys come with the nearest valid one.
 */
import { isAbsolute, join } from 'node:path';
import { isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { nearest, type Place, type Problem, readUserFile, sha256, usageError } from '../../base/index.js';
import { offsetOf } from '../../config/parsing/index.js';
import { type Issue, type JsonSchema, schemaIssues, type Words } from './json-schema.js';
import type { Contract } from './model.js';
import { API_VERSIONS, type OdcsContract } from './odcs.js';
import { resolveContract } from './resolve.js';
import { V3_0, V3_1 } from './standard/schemas.js';

export type PlaceOf = (path: readonly PropertyKey[], ofKey?: boolean) => Place;

/** Where things stand in the file, and how the author wrote them. */
export interface ContractText {
  readonly place: PlaceOf;
  /** The characters of a plain value; undefined where there is none. */
  readonly source: (path: readonly PropertyKey[]) => string | undefined;
}

/** A whole contract file as the standard's JSON Schema accepts it. */
export interface ContractFile {
  readonly data: OdcsContract;
  readonly text: ContractText;
  readonly notices: readonly string[];
}

/**
 * Reads a contract. `reference` is `file` or `file#object`; relative paths start at `root`.
 * Throws a usage error with every problem of the file.
 */
export async function loadContract(reference: string, root: string): Promise<Contract> {
  const { file } = parted(reference);
  const text = await readUserFile(
    isAbsolute(file) ? file : join(root, file),
    'the contract',
    `correct the path, or let \`assay infer --data FILE --output ${file}\` propose one from the data`,
  );
  return parseContract(text, reference);
}

/** Checks the text of a contract; `reference` names it in messages and may end in `#object`. */
export function parseContract(text: string, reference: string): Contract {
  const { file, object: wanted } = parted(reference);
  const contract = parseContractFile(text, file);
  const objects = contract.data.schema ?? [];
  const names = objects.map((object) => object.name);
  const index = wanted === undefined ? (objects.length === 1 ? 0 : -1) : names.indexOf(wanted);
  const object = objects[index];
  if (object === undefined) {
    const near = wanted === undefined ? undefined : nearest(wanted, names);
    const where = { file, ...contract.text.place(['schema']) };
    if (objects.length === 0) {
      throw usageError({
        where,
        message: 'describes no object, so there is nothing to check data against',
        expected: '`schema:` with an object and its properties',
        fix: '`assay infer` proposes one from the data',
      });
    }
    throw usageError({
      where,
      message: wanted === undefined ? `holds ${objects.length} objects` : `holds no object \`${wanted}\``,
      expected: `${file}#NAME with one of ${names.join(', ')}`,
      ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
    });
  }
  const resolved = resolveContract(contract.data, object, index, contract.text);
  return {
    ...resolved,
    file: reference,
    sha256: sha256(text),
    size: Buffer.byteLength(text),
    notices: [...contract.notices, ...resolved.notices],
  };
}

/** Checks a whole file against the standard, whichever objects it has. Throws a usage error with every problem. */
export function parseContractFile(text: string, file: string): ContractFile {
  const { data, ...places } = readYaml(text, file);
  const { place } = places;
  const version = apiVersionOf(data);
  if (version !== undefined && /^v?[012]\./.test(version)) {
    throw usageError({
      where: place(['apiVersion']),
      message: `is of version ${version} of the Open Data Contract Standard, which has another layout`,
      expected: `one of ${API_VERSIONS.join(', ')}`,
      fix: 'rewrite the contract for v3.1.0, or make one from the data with `assay infer`',
    });
  }
  const later = /^v3\./.test(version ?? '') && !(API_VERSIONS as readonly string[]).includes(version ?? '');
  const { found, newer } = standardIssues(data ?? {}, !later && /^v3\.0\./.test(version ?? ''));
  const issues = tidied(found, data).filter(
    // A later version may have keys that are not known yet.
    (issue) => !later || (issue.kind !== 'unknown' && issue.path[0] !== 'apiVersion'),
  );
  const unknown = later ? found.filter(({ kind }) => kind === 'unknown').length : 0;
  if (issues.length > 0) {
    const problems = issues.map((issue) => problemOf(issue, place, version));
    const line = ({ where }: Problem) => where?.line ?? 0;
    const column = ({ where }: Problem) => where?.column ?? 0;
    throw usageError(problems.sort((one, other) => line(one) - line(other) || column(one) - column(other)));
  }
  const passed = unknown > 0 ? `; ${unknown} keys that it does not have are passed over` : '';
  return {
    data: data as OdcsContract,
    text: places,
    notices: later
      ? [`${file}: apiVersion ${version} is not known here; read as ${API_VERSIONS[0]}${passed}`]
      : newer
        ? [`${file}: says apiVersion ${version} and uses words of ${API_VERSIONS[0]}; read as that`]
        : [],
  };
}

/**
 * Issues by the schema of the version that the file names. Files of v3.0 that use words of v3.1 are common (the
 * standard's own examples among them): where v3.1 accepts a file, so does this.
 */
function standardIssues(data: unknown, old: boolean): { found: Issue[]; newer: boolean } {
  const current = () => schemaIssues(JSON.parse(V3_1) as JsonSchema, data, WORDS);
  if (!old) return { found: current(), newer: false };
  const found = schemaIssues(JSON.parse(V3_0) as JsonSchema, data, WORDS);
  if (found.length === 0) return { found, newer: false };
  const other = current();
  return other.length < found.length ? { found: other, newer: other.length === 0 } : { found, newer: false };
}

function parted(reference: string): { file: string; object: string | undefined } {
  const hash = reference.lastIndexOf('#');
  if (hash < 0) return { file: reference, object: undefined };
  return { file: reference.slice(0, hash), object: reference.slice(hash + 1) };
}

function readYaml(text: string, file: string): ContractText & { data: unknown } {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'error',
    // Limits of 64-bit columns do not fit a double.
    intAsBigInt: true,
  });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  // A tag that nobody resolves is a warning of the library, which then takes the value as if the tag were not there.
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    throw usageError(
      faults.map((error) => ({ where: at(error.pos[0]), message: `is not YAML: ${error.message}` })),
    );
  }
  try {
    return {
      data: document.toJS({ maxAliasCount: 100, reviver: (_, value: unknown) => plainNumber(value) }),
      place: (path, ofKey = false) => ({
        ...at(offsetOf(document, path, ofKey)),
        ...(path.length > 0 ? { key: z.core.toDotPath(path) } : {}),
      }),
      source: (path) => {
        const node = document.getIn(path, true);
        return isScalar(node) ? node.source : undefined;
      },
    };
  } catch (error) {
    throw usageError({ where: { file }, message: `is not usable YAML: ${String(error)}` }, error);
  }
}

function plainNumber(value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function apiVersionOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { apiVersion } = data as { apiVersion?: unknown };
  return typeof apiVersion === 'string' ? apiVersion : undefined;
}

/** What the patterns of the standard's definitions ask for. */
const WORDS: Words = {
  StableId: 'letters, digits, `_` and `-`',
  ShorthandReference: '`object.property`',
  FullyQualifiedReference: '`schema/OBJECT_ID/properties/PROPERTY_ID`, `FILE.yaml#/schema/…`',
};

/** The schema refuses options without a type once for each type; that is one mistake. */
function tidied(issues: readonly Issue[], data: unknown): Issue[] {
  const typeless = new Map<string, Issue>();
  const rest = issues.filter(({ path }) => {
    const index = path.lastIndexOf('logicalTypeOptions');
    if (index < 0) return true;
    const owner = path.slice(0, index);
    if (valueAt(data, [...owner, 'logicalType']) !== undefined) return true;
    typeless.set(JSON.stringify(owner), {
      path: [...owner, 'logicalTypeOptions'],
      kind: 'missing',
      message: 'logicalTypeOptions say nothing without a logicalType',
      fix: 'add `logicalType:`',
    });
    return false;
  });
  return [...rest, ...typeless.values()];
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    data,
  );
}

function problemOf(issue: Issue, place: PlaceOf, version: string | undefined): Problem {
  const { path, kind, message, expected, fix } = issue;
  const old = /^v3\.0\./.test(version ?? '') && path.at(-1) === 'rule' && kind === 'missing';
  const mend = old ? 'write `apiVersion: v3.1.0`, whose word is `metric`' : fix;
  return {
    where: place(path, kind === 'unknown' || message.includes('without a logicalType')),
    message,
    ...(expected === undefined ? {} : { expected }),
    ...(mend === undefined ? {} : { fix: mend }),
  };
}
