/** GitHub's own description of the calls that Assay makes, as validators, and samples of what it answers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}
interface Call {
  readonly parameters: readonly {
    name: string;
    in: 'path' | 'query' | 'header';
    required: boolean;
    schema: Schema;
  }[];
  readonly body: Schema | null;
  readonly responses: Readonly<Record<string, Schema | null>>;
}

// OpenAPI 3.0 lets `nullable` add null to an enum that does not list it, and stand without a type; JSON Schema
// does neither.
const withNull = (_: string, value: unknown): unknown => {
  if (!isObject(value) || value['nullable'] !== true) return value;
  if (Array.isArray(value['enum'])) return { ...value, enum: [...value['enum'], null] };
  if ('type' in value) return value;
  const { nullable: _nullable, ...rest } = value;
  return { anyOf: [rest, { enum: [null] }] };
};
const { calls } = JSON.parse(readFileSync(join(import.meta.dirname, 'openapi.json'), 'utf8'), withNull) as {
  calls: Readonly<Record<string, Call>>;
};
// GitHub's formats beyond JSON Schema's own (repo.nwo, …) are words for people.
const ajv = new Ajv({ strict: false, allErrors: true, logger: false, coerceTypes: false });
formats.default(ajv);
const coercing = new Ajv({ strict: false, allErrors: true, logger: false, coerceTypes: true });
formats.default(coercing);

export interface Matched {
  /** `GET /repos/{owner}/{repo}/…` */
  readonly route: string;
  readonly path: Readonly<Record<string, string>>;
}

/** The call that a request is, or null where GitHub's description has none among ours. */
export function matchCall(method: string, pathname: string): Matched | null {
  for (const route of Object.keys(calls)) {
    const [verb, template = ''] = route.split(' ');
    if (verb !== method) continue;
    const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
    const pattern = new RegExp(`^${template.replace(/\{\w+\}/g, '([^/]+)')}$`);
    const found = pattern.exec(pathname);
    if (found) {
      const values = found.slice(1).map(decodeURIComponent);
      return { route, path: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])) };
    }
  }
  return null;
}

const compiled = new Map<string, ValidateFunction>();
function validator(key: string, schema: Schema, coerce = false): ValidateFunction {
  const known = compiled.get(key);
  if (known) return known;
  const made = (coerce ? coercing : ajv).compile(schema);
  compiled.set(key, made);
  return made;
}

/** What is wrong with a request, by GitHub's description; parameters and fields that it does not know included. */
export function requestProblems(
  matched: Matched,
  query: Readonly<Record<string, string>>,
  body: unknown,
): string[] {
  const call = calls[matched.route];
  if (!call) return [`unknown call ${matched.route}`];
  const problems: string[] = [];
  const given = { path: matched.path, query, header: {} };
  for (const where of ['path', 'query'] as const) {
    const known = call.parameters.filter((parameter) => parameter.in === where);
    for (const name of Object.keys(given[where])) {
      const parameter = known.find((each) => each.name === name);
      if (!parameter) {
        problems.push(`unknown ${where} parameter ${name}`);
        continue;
      }
      const check = validator(`${matched.route} ${where} ${name}`, wrap(parameter.schema), true);
      if (!check({ value: given[where][name] })) problems.push(`${name}: ${ajv.errorsText(check.errors)}`);
    }
  }
  if (call.body === null) {
    if (body !== undefined) problems.push('a body where none is expected');
    return problems;
  }
  const check = validator(`${matched.route} body`, call.body);
  if (!check(body)) problems.push(ajv.errorsText(check.errors));
  const fields = Object.keys(call.body.properties ?? {});
  for (const field of Object.keys((body ?? {}) as object)) {
    if (fields.length > 0 && !fields.includes(field)) problems.push(`unknown field ${field}`);
  }
  return problems;
}

function wrap(schema: Schema): Schema {
  return { type: 'object', properties: { value: schema }, required: ['value'] };
}

/** What is wrong with an answer of the fake: it must not say what GitHub would not. */
export function responseProblems(route: string, status: number, body: unknown): string[] {
  const schemas = calls[route]?.responses;
  if (!schemas || !(status in schemas)) return [`${route} never answers ${status}`];
  const schema = schemas[status];
  if (!schema) return body === undefined ? [] : [`${route} ${status} has no body`];
  const check = validator(`${route} ${status}`, schema);
  return check(body) ? [] : [ajv.errorsText(check.errors)];
}

/** The least answer that GitHub's description allows, with `fields` over it. */
export function sampleAnswer(route: string, status: number, fields: object): Record<string, unknown> {
  const schema = calls[route]?.responses[status];
  const item = schema?.type === 'array' ? schema.items : schema;
  return merge(least(item ?? {}), fields) as Record<string, unknown>;
}

function least(schema: Schema): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.nullable) return null;
  if (schema.allOf) return schema.allOf.map(least).reduce(merge, {});
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first && !schema.properties) return least(first);
  switch (schema.type) {
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'string':
      if (schema.format === 'date-time') return '2026-01-02T03:04:05Z';
      return schema.format === 'uri' ? 'https://api.github.com/x' : 'x';
    default:
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, least(schema.properties?.[name] ?? {})]),
      );
  }
}

function merge(base: unknown, over: unknown): unknown {
  if (!isObject(base) || !isObject(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) merged[key] = merge(base[key], value);
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
