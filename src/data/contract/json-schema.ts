/**
 * Checks data against a JSON Schema (draft 2019-09), as far as the schemas of the Open Data Contract Standard use it,
 * and says what is wrong in words for the author of a contract. General validators took 25 ms for a contract, or
 * report a hundred lines for one wrong key; a test holds this one to ajv's verdicts.
 */
import { nearest } from '../../base/index.js';
import { a, canonical, isObject, shown, typeOf } from './json-words.js';

export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

export interface Issue {
  readonly path: readonly PropertyKey[];
  /** `unknown`: a key that may not be here; `missing`: one that must; `type` and `value`: what stands there is wrong. */
  readonly kind: 'unknown' | 'missing' | 'type' | 'value' | 'choice';
  readonly message: string;
  readonly expected?: string;
  readonly fix?: string;
}

interface Outcome {
  readonly issues: readonly Issue[];
  /** Keys that a subschema which applies has looked at. */
  readonly seen: ReadonlySet<string>;
  /** Keys that subschemas know, for suggestions. */
  readonly known: ReadonlySet<string>;
}

type Path = readonly PropertyKey[];
type Keywords = { readonly [keyword: string]: unknown };

/** Every issue, none of them twice. An empty list: the value is valid. Throws RangeError for a schema that it cannot read. */
export function schemaIssues(schema: JsonSchema, value: unknown, words: Words = {}): Issue[] {
  const { issues } = new Evaluation(schema, words).check(schema, value, []);
  // A key that two nested schemas refuse is one mistake; the outer one knows more keys.
  const unique = new Map(issues.map((issue) => [`${issue.kind} ${JSON.stringify(issue.path)}`, issue]));
  return [...unique.values()];
}

/** What a `$defs` entry asks for, in words: for patterns that nobody wants to read. */
export type Words = Readonly<Record<string, string>>;

const KEYWORDS = new Set(
  'type enum const pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum items minItems maxItems uniqueItems properties required additionalProperties unevaluatedProperties minProperties maxProperties allOf anyOf oneOf not if then else $ref $defs format'.split(
    ' ',
  ),
);

class Evaluation {
  private readonly read = new WeakSet<Keywords>();

  constructor(
    private readonly root: JsonSchema,
    private readonly words: Words,
  ) {}

  check(schema: JsonSchema, value: unknown, path: Path): Outcome {
    if (schema === true) return ok();
    if (schema === false) return wrong({ path, kind: 'value', message: 'may not stand here' });
    if (!this.read.has(schema)) {
      const strange = Object.keys(schema).find((keyword) => !KEYWORDS.has(keyword));
      if (strange !== undefined) throw new RangeError(`the JSON Schema keyword ${strange} is not read`);
      this.read.add(schema);
    }
    const own = [...ofType(schema, value, path)];
    // What is of another type has no keys or items to look at.
    if (own.length > 0) return { issues: own, seen: NONE, known: NONE };
    const issues: Issue[] = [...ofScalar(schema, value, path)];
    const seen = new Set<string>();
    const known = new Set<string>();
    const join = (outcome: Outcome) => {
      issues.push(...outcome.issues);
      for (const key of outcome.seen) seen.add(key);
      for (const key of outcome.known) known.add(key);
    };
    for (const part of this.applied(schema, value, path)) join(part);
    if (isObject(value)) join(this.ofObject(schema, value, path));
    if (Array.isArray(value)) join(this.ofList(schema, value, path));
    if (schema['unevaluatedProperties'] === false && isObject(value)) {
      for (const key of Object.keys(value).filter((name) => !seen.has(name))) {
        issues.push(this.unknownKey(key, known, schema, path));
        seen.add(key);
      }
    }
    return { issues, seen, known };
  }

  /** Subschemas for the same value. */
  private *applied(schema: Keywords, value: unknown, path: Path): Generator<Outcome> {
    const reference = schema['$ref'];
    if (typeof reference === 'string') yield this.referenced(reference, value, path);
    for (const part of list(schema['allOf'])) yield this.check(part, value, path);
    const alternatives = schema['anyOf'] ?? schema['oneOf'];
    if (alternatives !== undefined) {
      yield this.choice(list(alternatives), value, path, schema['anyOf'] === undefined);
    }
    if (schema['not'] !== undefined) {
      const { issues } = this.check(asSchema(schema['not']), value, path);
      const keys = list((schema['not'] as Keywords)['required']).map(String);
      const at = keys.length === 1 ? [...path, ...keys] : path;
      if (issues.length === 0) yield wrong({ path: at, kind: 'value', message: 'may not be given here' });
    }
    if (schema['if'] !== undefined) {
      const condition = this.check(asSchema(schema['if']), value, path);
      const holds = condition.issues.length === 0;
      if (holds) yield condition;
      const branch = schema[holds ? 'then' : 'else'];
      if (branch !== undefined) yield this.check(asSchema(branch), value, path);
    }
  }

  private referenced(reference: string, value: unknown, path: Path): Outcome {
    const outcome = this.check(this.resolve(reference), value, path);
    const words = this.words[reference.split('/').at(-1) ?? ''];
    if (words === undefined) return outcome;
    const issues = outcome.issues.map((issue) =>
      same(issue.path, path) ? { ...issue, expected: words } : issue,
    );
    return { ...outcome, issues };
  }

  private resolve(reference: string): JsonSchema {
    let node: unknown = this.root;
    for (const part of reference.replace(/^#\//, '').split('/')) {
      node = isObject(node) ? node[part] : undefined;
    }
    return asSchema(node);
  }

  private choice(branches: readonly JsonSchema[], value: unknown, path: Path, onlyOne: boolean): Outcome {
    const outcomes = branches.map((branch) => this.check(branch, value, path));
    const known = new Set(outcomes.flatMap((outcome) => [...outcome.known]));
    const good = outcomes.filter((outcome) => outcome.issues.length === 0);
    if (good.length > 0 && (!onlyOne || good.length === 1)) {
      return { issues: [], seen: new Set(good.flatMap((outcome) => [...outcome.seen])), known };
    }
    const seen = new Set(outcomes.flatMap((outcome) => [...outcome.seen]));
    if (good.length > 1) {
      const keys = branches
        .filter((_, index) => outcomes[index]?.issues.length === 0)
        .flatMap((branch) => (isObject(branch) ? list(branch['required']).map(String) : []));
      const message =
        keys.length > 1 ? `only one of ${keys.join(', ')} may be given` : 'can be read in two ways';
      return { issues: [{ path, kind: 'choice', message }], seen, known };
    }
    return { issues: closest(outcomes, path), seen, known };
  }

  private ofObject(schema: Keywords, value: Keywords, path: Path): Outcome {
    const issues: Issue[] = [];
    const seen = new Set<string>();
    const properties = isObject(schema['properties']) ? schema['properties'] : {};
    for (const key of list(schema['required']).map(String)) {
      if (key in value) continue;
      const type = isObject(properties[key]) ? properties[key]['type'] : undefined;
      const expected = typeof type === 'string' ? { expected: a(type) } : {};
      issues.push({ path: [...path, key], kind: 'missing', message: 'is missing', ...expected });
    }
    for (const [key, item] of Object.entries(value)) {
      if (!Object.hasOwn(properties, key)) continue;
      seen.add(key);
      issues.push(...this.check(asSchema(properties[key]), item, [...path, key]).issues);
    }
    const known = new Set(Object.keys(properties));
    const further = schema['additionalProperties'];
    if (further !== undefined) {
      for (const [key, item] of Object.entries(value)) {
        if (Object.hasOwn(properties, key)) continue;
        seen.add(key);
        if (further === false) issues.push(this.unknownKey(key, known, schema, path));
        else issues.push(...this.check(asSchema(further), item, [...path, key]).issues);
      }
    }
    const count = Object.keys(value).length;
    const { minProperties, maxProperties } = schema;
    if (typeof minProperties === 'number' && count < minProperties)
      issues.push({
        path,
        kind: 'value',
        message: 'has too few keys',
        expected: `at least ${minProperties}`,
      });
    if (typeof maxProperties === 'number' && count > maxProperties)
      issues.push({
        path,
        kind: 'value',
        message: 'has too many keys',
        expected: `at most ${maxProperties}`,
      });
    return { issues, seen, known };
  }

  private unknownKey(key: string, known: ReadonlySet<string>, schema: Keywords, path: Path): Issue {
    const valid = [...known];
    const at = { path: [...path, key], kind: 'unknown' as const };
    const expected = valid.length > 0 ? { expected: `one of ${valid.join(', ')}` } : {};
    if (known.has(key) || this.keysOf(schema).has(key)) return { ...at, message: 'does not belong here' };
    const near = nearest(key, valid);
    const fix = near === undefined ? {} : { fix: `did you mean \`${near}\`?` };
    return { ...at, message: 'is no key of the Open Data Contract Standard here', ...expected, ...fix };
  }

  /** Keys that some form of this schema has. */
  private keysOf(schema: Keywords, met = new Set<unknown>()): Set<string> {
    const keys = new Set(isObject(schema['properties']) ? Object.keys(schema['properties']) : []);
    if (met.has(schema)) return keys;
    met.add(schema);
    const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => list(schema[keyword]));
    const others = ['then', 'else'].map((keyword) => schema[keyword]);
    const reference = schema['$ref'];
    if (typeof reference === 'string') others.push(this.resolve(reference));
    for (const part of [...parts, ...others]) {
      if (isObject(part)) for (const key of this.keysOf(part, met)) keys.add(key);
    }
    return keys;
  }

  private ofList(schema: Keywords, value: readonly unknown[], path: Path): Outcome {
    const issues: Issue[] = [];
    const { items, minItems, maxItems, uniqueItems } = schema;
    if (items !== undefined) {
      for (const [index, item] of value.entries())
        issues.push(...this.check(asSchema(items), item, [...path, index]).issues);
    }
    const length = (message: string, expected: string) =>
      issues.push({ path, kind: 'value', message, expected });
    const count = `has ${value.length} ${value.length === 1 ? 'entry' : 'entries'}`;
    if (typeof minItems === 'number' && value.length < minItems) length(count, `at least ${minItems}`);
    if (typeof maxItems === 'number' && value.length > maxItems) length(count, `at most ${maxItems}`);
    if (uniqueItems === true && new Set(value.map(canonical)).size < value.length)
      length('has an entry twice', 'each entry once');
    return { issues, seen: NONE, known: NONE };
  }
}

/** The issues of the alternative that the author meant, or one issue that names all of them. */
function closest(outcomes: readonly Outcome[], path: Path): readonly Issue[] {
  const absent = outcomes.map(({ issues }) => issues.filter((issue) => issue.kind === 'missing'));
  if (outcomes.every(({ issues }, index) => issues.length === 1 && absent[index]?.length === 1)) {
    const keys = absent.flatMap(([issue]) => (issue === undefined ? [] : [String(issue.path.at(-1))]));
    return [{ path, kind: 'choice', message: `needs one of ${keys.join(', ')}` }];
  }
  const atTop = ({ issues }: Outcome) =>
    issues.some((issue) => issue.kind === 'type' && same(issue.path, path));
  const fitting = outcomes.filter((outcome) => !atTop(outcome));
  // Of a missing key and one that stands there with a wrong value, the latter is what was meant.
  const meant = fitting.filter(({ issues }) => issues.some((issue) => issue.kind !== 'missing'));
  const candidates = meant.length > 0 ? meant : fitting.length > 0 ? fitting : outcomes;
  const here = candidates.flatMap(({ issues }) => issues);
  if (candidates.length > 1 && here.every((issue) => same(issue.path, path))) {
    const expected = [...new Set(here.flatMap((issue) => issue.expected ?? []))].join(' or ');
    const [first] = here;
    return first === undefined ? [] : [{ ...first, ...(expected === '' ? {} : { expected }) }];
  }
  const fewest = Math.min(...candidates.map(({ issues }) => issues.length));
  return candidates.find(({ issues }) => issues.length === fewest)?.issues ?? [];
}

function* ofType(schema: Keywords, value: unknown, path: Path): Generator<Issue> {
  const { type } = schema;
  if (type === undefined) return;
  const types = typeof type === 'string' ? [type] : list(type).map(String);
  const actual = typeOf(value);
  if (types.includes(actual) || (actual === 'integer' && types.includes('number'))) return;
  yield { path, kind: 'type', message: `is ${a(actual)}`, expected: types.map(a).join(' or ') };
}

function* ofScalar(schema: Keywords, value: unknown, path: Path): Generator<Issue> {
  const allowed = schema['enum'] ?? (schema['const'] === undefined ? undefined : [schema['const']]);
  const issue = (message: string, expected: string): Issue => ({ path, kind: 'value', message, expected });
  if (allowed !== undefined && !list(allowed).some((item) => canonical(item) === canonical(value))) {
    const near = typeof value === 'string' ? nearest(value, list(allowed).map(String)) : undefined;
    const found = issue(`${shown(value)} is not allowed`, `one of ${list(allowed).map(String).join(', ')}`);
    yield near === undefined ? found : { ...found, fix: `did you mean \`${near}\`?` };
  }
  if (typeof value === 'string') {
    const { pattern, minLength, maxLength } = schema;
    const size = [...value].length;
    if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value))
      yield issue(`${shown(value)} is not of the form that is asked`, pattern);
    if (typeof minLength === 'number' && size < minLength)
      yield issue('is too short', `at least ${minLength}`);
    if (typeof maxLength === 'number' && size > maxLength) yield issue('is too long', `at most ${maxLength}`);
  }
  if (typeof value === 'number' || typeof value === 'bigint') {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
    if (typeof minimum === 'number' && value < minimum) yield issue(`is ${value}`, `at least ${minimum}`);
    if (typeof maximum === 'number' && value > maximum) yield issue(`is ${value}`, `at most ${maximum}`);
    if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum)
      yield issue(`is ${value}`, `more than ${exclusiveMinimum}`);
    if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum)
      yield issue(`is ${value}`, `less than ${exclusiveMaximum}`);
  }
}

const NONE: ReadonlySet<string> = new Set();

function ok(): Outcome {
  return { issues: [], seen: NONE, known: NONE };
}

function wrong(issue: Issue): Outcome {
  return { ...ok(), issues: [issue] };
}

function list(value: unknown): JsonSchema[] {
  return Array.isArray(value) ? value : [];
}

function asSchema(value: unknown): JsonSchema {
  if (typeof value === 'boolean' || isObject(value)) return value;
  throw new RangeError('the JSON Schema is broken');
}

function same(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}
