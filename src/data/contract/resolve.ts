/** From the standard's words to the model: names, limits, rules, and the list of what is not checked. */
import { parse } from 'yaml';
import { nearest, type Place, type Problem, usageError } from '../../base/index.js';
import { readCustom, withColumns } from '../checks/custom/read.js';
import { resolveColumn } from './columns.js';
import { resolveLibrary } from './library.js';
import {
  BOUND_OPERATORS,
  type Bound,
  type Contract,
  type ContractColumn,
  type QualityRule,
  type Severity,
} from './model.js';
import type { OdcsContract, OdcsObject, OdcsProperty, OdcsQuality } from './odcs.js';
import { checkOwnWords } from './own-words.js';
import type { ContractText, PlaceOf } from './read.js';
import { readingOf } from './reading.js';
import { resolveRelationships } from './relationships.js';
import { resolveSla } from './sla.js';

type Path = readonly PropertyKey[];
type Resolved = Omit<Contract, 'file' | 'sha256' | 'size'>;

export function resolveContract(
  root: OdcsContract,
  object: OdcsObject,
  index: number,
  text: ContractText,
): Resolved {
  const { place } = text;
  const problems: Problem[] = [];
  const notChecked: string[] = [];
  const path: Path = ['schema', index];
  const properties = object.properties ?? [];
  const reading = readingOf(root, object, index, place, problems);
  const scope = { text, reading, problems, notChecked, rules: resolveRules };
  const columns = properties.map((property, position) =>
    resolveColumn(property, [...path, 'properties', position], null, scope),
  );
  repeatedNames(columns, problems);
  const quality = resolveRules(object.quality ?? [], [...path, 'quality'], null, place, problems, notChecked);
  const known = columns.map((column) => column.name);
  const renamed = new Map(
    properties.map((property) => [property.name ?? '', property.physicalName ?? property.name ?? '']),
  );
  const rules = quality.map((rule) => withDataNames(rule, renamed, known, problems));
  const ruled = columns.map((column) =>
    withRules(column, (rule) => withDataNames(rule, renamed, known, problems)),
  );
  const relationships = resolveRelationships(object, path, columns, scope, root.schema ?? []);
  const service = resolveSla(root, object, columns, scope);
  const extraColumns = extraColumnsOf(object, path, place, problems);
  if (problems.length > 0) throw usageError(problems);
  for (const { name, primaryKey, primaryKeyPosition = -1 } of properties) {
    if (primaryKey === true || primaryKeyPosition < 1) continue;
    notChecked.push(`${name}: primaryKeyPosition without primaryKey: true`);
  }
  const keyed = properties
    .map((property, position) => ({ property, position }))
    .filter(({ property }) => property.primaryKey === true)
    .sort((a, b) => rank(a) - rank(b));
  return {
    id: root.id,
    version: root.version,
    object: object.name,
    aliases: [object.name, object.physicalName, object.id].filter((name) => name !== undefined),
    columns: ruled,
    primaryKey: keyed.map(({ property }) => property.physicalName ?? property.name ?? ''),
    quality: [...rules, ...service],
    relationships,
    extraColumns,
    reading,
    notChecked,
    notices: [],
  };
}

function rank({ property, position }: { property: OdcsProperty; position: number }): number {
  const given = property.primaryKeyPosition ?? -1;
  return given > 0 ? given : 1_000_000 + position;
}

function repeatedNames(columns: readonly ContractColumn[], problems: Problem[]): void {
  const seen = new Set<string>();
  for (const column of columns) {
    if (seen.has(column.name)) {
      problems.push({ where: column.place, message: `names the column \`${column.name}\` a second time` });
    }
    seen.add(column.name);
  }
}

function resolveRules(
  rules: readonly OdcsQuality[],
  path: Path,
  column: string | null,
  place: PlaceOf,
  problems: Problem[],
  notChecked: string[],
): QualityRule[] {
  return rules.flatMap((rule, index) => {
    const at = [...path, index];
    checkOwnWords(rule, 'rule', at, place, problems);
    const label = rule.name ?? rule.metric ?? rule.type ?? rule.rule ?? 'quality';
    const skip = (reason: string) => {
      notChecked.push(`${column ?? 'dataset'}: quality rule ${JSON.stringify(label)} ${reason}`);
      return [];
    };
    const common = {
      label,
      description: rule.description,
      severity: severityOf(rule.severity),
      place: place(at),
    };
    const type = rule.type ?? (rule.metric === undefined ? undefined : 'library');
    if (type === 'text') return skip(`is text${rule.description ? `: ${rule.description}` : ''}`);
    if (type === 'custom') {
      if (rule.engine?.toLowerCase() !== 'assay') return skip(`is for the engine ${rule.engine}`);
      const custom = customRule(rule, common, column, at, place, problems);
      return custom === null ? [] : [custom];
    }
    const compared = comparisonOf(rule, common.place, problems);
    if (compared === 'not numbers') return skip('compares with what is no number');
    if (type === 'sql') {
      if (compared.length === 0) return skip('has no operator, such as mustBe');
      return compared.map((bound) => ({ ...common, kind: 'sql', query: rule.query ?? '', bound }));
    }
    return resolveLibrary(
      rule,
      { ...common, label: rule.name ?? rule.metric ?? rule.rule ?? 'quality' },
      column,
      compared,
      {
        skip,
        problem: (problem) => {
          problems.push({ where: common.place, ...problem });
          return [];
        },
      },
    );
  });
}

/** The bounds of a rule. The standard has one operator a rule; files of v3.0 may have more, which all count. */
function comparisonOf(rule: OdcsQuality, where: Place, problems: Problem[]): Bound[] | 'not numbers' {
  const given = BOUND_OPERATORS.filter((operator) => rule[operator] !== undefined);
  const bounds: Bound[] = [];
  for (const operator of given) {
    const bound = boundOf({ [operator]: rule[operator] });
    if (bound === null) return 'not numbers';
    if (typeof bound.limit !== 'number' && bound.limit[0] > bound.limit[1]) {
      problems.push({ where, message: `${operator}: the smaller number comes first` });
    }
    bounds.push(bound);
  }
  return bounds;
}

/** The first operator of a rule; null where there is none, or it compares with what is no number. */
function boundOf(rule: OdcsQuality): Bound | null {
  for (const operator of BOUND_OPERATORS) {
    const limit: unknown = rule[operator];
    if (limit === undefined) continue;
    if (Array.isArray(limit)) {
      const [low, high] = limit.map(numberOf);
      return low === undefined || high === undefined ? null : { operator, limit: [low, high] };
    }
    const number = numberOf(limit);
    return number === undefined ? null : { operator, limit: number };
  }
  return null;
}

/** Also a number in quotes, as templates write them: it would else compare with nothing, and check nothing. */
function numberOf(limit: unknown): number | undefined {
  if (typeof limit === 'string' && /^[+-]?\d+(\.\d+)?$/.test(limit)) return Number(limit);
  if (typeof limit === 'boolean' || typeof limit === 'bigint') return Number(limit);
  return typeof limit === 'number' && Number.isFinite(limit) ? limit : undefined;
}

/** The standard leaves the words open: `info`, `warning`, `error` are its examples. */
function severityOf(word: string | undefined): Severity {
  return /^(info|warn(ing)?|low|minor|medium)$/i.test(word ?? '') ? 'warn' : 'error';
}

function customRule(
  rule: OdcsQuality,
  common: Pick<QualityRule, 'label' | 'description' | 'severity' | 'place'>,
  column: string | null,
  at: Path,
  place: PlaceOf,
  problems: Problem[],
): QualityRule | null {
  const inside: Path = [...at, 'implementation'];
  let data: unknown = rule.implementation;
  if (typeof data === 'string') {
    try {
      data = parse(data);
    } catch (error) {
      problems.push({ where: place(inside), message: `implementation is not YAML: ${String(error)}` });
      return null;
    }
  }
  // The standard has no operators for custom rules; they stand inside.
  const { operators, unit, rest } = splitBounds(data, rule);
  const bounds = comparisonOf(operators, common.place, problems);
  if (bounds === 'not numbers') {
    problems.push({ where: place(inside), message: 'compares with what is no number' });
    return null;
  }
  const bound = bounds[0] ?? null;
  const read = readCustom({ data: rest, column, bound, unit, bounds: bounds.length });
  if ('problems' in read) {
    for (const { path, ofKey, ...problem } of read.problems) {
      // Inside a text nothing has a place of its own.
      const nested = typeof rule.implementation === 'string' ? [] : path;
      problems.push({ where: place([...inside, ...nested], ofKey), ...problem });
    }
    return null;
  }
  const { check, args } = read;
  const label = rule.name ?? check;
  const graded = rule.severity !== undefined;
  return {
    ...common,
    label,
    kind: 'custom',
    check,
    args,
    bound,
    unit,
    graded,
    renamed: new Map(),
  };
}

/** The operators and the unit of a custom rule, apart from the arguments of its check. */
function splitBounds(
  data: unknown,
  rule: OdcsQuality,
): { operators: OdcsQuality; unit?: string | undefined; rest: unknown } {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return { operators: rule, rest: data };
  const operators: OdcsQuality = { ...rule };
  const rest: Record<string, unknown> = { ...data };
  for (const operator of BOUND_OPERATORS) {
    if (rest[operator] === undefined) continue;
    Object.assign(operators, { [operator]: rest[operator] });
    delete rest[operator];
  }
  const unit = rest['unit'] ?? rule.unit;
  delete rest['unit'];
  return { operators, rest, ...(unit === undefined ? {} : { unit: String(unit) }) };
}

/** A column with its custom rules, and those inside it, changed. */
function withRules(column: ContractColumn, change: (rule: QualityRule) => QualityRule): ContractColumn {
  const { properties, items } = column;
  return {
    ...column,
    quality: column.quality.map((rule) => (rule.kind === 'custom' ? change(rule) : rule)),
    ...(properties === undefined ? {} : { properties: properties.map((part) => withRules(part, change)) }),
    ...(items === undefined ? {} : { items: withRules(items, change) }),
  };
}

/** Rules of the object name properties; the data has their physical names. */
function withDataNames(
  rule: QualityRule,
  renamed: ReadonlyMap<string, string>,
  known: readonly string[],
  problems: Problem[],
): QualityRule {
  const find = (name: string): string => {
    const found = renamed.get(name) ?? (known.includes(name) ? name : undefined);
    if (found !== undefined) return found;
    const near = nearest(name, [...renamed.keys()]);
    problems.push({
      where: rule.place,
      message: `names the property \`${name}\`, which the object does not have`,
      ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
    });
    return name;
  };
  if (rule.kind === 'custom') return { ...rule, args: withColumns(rule.args, find), renamed };
  if (rule.kind === 'library') return { ...rule, columns: rule.columns.map(find) };
  return rule;
}

const EXTRA_COLUMNS = ['fail', 'warn', 'ignore'] as const;

/** `customProperties: [{property: assay.extraColumns, value: fail}]`; the standard has no word for it. */
function extraColumnsOf(
  object: OdcsObject,
  path: Path,
  place: PlaceOf,
  problems: Problem[],
): Contract['extraColumns'] {
  const custom = object.customProperties ?? [];
  const index = custom.findIndex(({ property }) => property === 'assay.extraColumns');
  if (index < 0) return 'warn';
  const value = custom[index]?.value;
  const known = EXTRA_COLUMNS.find((word) => word === value);
  if (known !== undefined) return known;
  const near = typeof value === 'string' ? nearest(value, EXTRA_COLUMNS) : undefined;
  problems.push({
    where: place([...path, 'customProperties', index, 'value']),
    message: `assay.extraColumns: ${JSON.stringify(value)} is no such word`,
    expected: `one of ${EXTRA_COLUMNS.join(', ')}`,
    ...(near ? { fix: `did you mean \`${near}\`?` } : {}),
  });
  return 'warn';
}
