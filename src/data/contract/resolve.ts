/** From the standard's words to the model: names, limits, rules, and the list of what is not checked. */
import { parse } from 'yaml';
import { z } from 'zod';
import { nearest, type Problem, usageError } from '../../base/index.js';
import { readCustom, withColumns } from '../checks/custom/read.js';
import {
  BOUND_OPERATORS,
  type Bound,
  type Contract,
  type ContractColumn,
  type QualityRule,
  type Severity,
  type TypeOptions,
} from './model.js';
import type { contractSchema, OdcsObject, OdcsProperty, OdcsQuality } from './odcs.js';
import type { PlaceOf } from './read.js';

/** Classifications whose values are never shown in results. */
const PERSONAL = /personal|confidential|restricted|sensitive|secret|private|\bpii\b|\bphi\b|\bspi\b/i;

type Path = readonly PropertyKey[];
type Resolved = Omit<Contract, 'file' | 'sha256' | 'size'>;

export function resolveContract(
  root: z.infer<typeof contractSchema>,
  object: OdcsObject,
  index: number,
  place: PlaceOf,
): Resolved {
  const problems: Problem[] = [];
  const notChecked: string[] = [];
  const path: Path = ['schema', index];
  const properties = object.properties ?? [];
  const columns = properties.map((property, position) =>
    resolveColumn(property, [...path, 'properties', position], place, problems, notChecked),
  );
  repeatedNames(columns, problems);
  const quality = resolveRules(object.quality ?? [], [...path, 'quality'], null, place, problems, notChecked);
  const known = columns.map((column) => column.name);
  const renamed = new Map(
    properties.map((property) => [property.name, property.physicalName ?? property.name]),
  );
  const rules = quality.map((rule) => withDataNames(rule, renamed, known, problems));
  const ruled = columns.map((column) => ({
    ...column,
    quality: column.quality.map((rule) =>
      rule.kind === 'custom' ? withDataNames(rule, renamed, known, problems) : rule,
    ),
  }));
  if (object.relationships?.length) notChecked.push(`${object.name}: relationships`);
  if (root.slaProperties?.length) notChecked.push('slaProperties');
  const physical = properties.filter((property) => property.physicalType !== undefined).length;
  if (physical > 0) {
    notChecked.push(`physicalType of ${physical} properties: only logicalType is compared with the data`);
  }
  if (problems.length > 0) throw usageError(problems);
  const keyed = properties
    .map((property, position) => ({ property, position }))
    .filter(({ property }) => property.primaryKey === true)
    .sort((a, b) => rank(a) - rank(b));
  return {
    id: root.id,
    version: root.version,
    object: object.name,
    columns: ruled,
    primaryKey: keyed.map(({ property }) => property.physicalName ?? property.name),
    quality: rules,
    extraColumns: extraColumnsOf(object),
    notChecked,
    notices: [],
  };
}

function rank({ property, position }: { property: OdcsProperty; position: number }): number {
  const given = property.primaryKeyPosition ?? -1;
  return given > 0 ? given : 1_000_000 + position;
}

function resolveColumn(
  property: OdcsProperty,
  path: Path,
  place: PlaceOf,
  problems: Problem[],
  notChecked: string[],
): ContractColumn {
  const name = property.physicalName ?? property.name;
  const type = property.logicalType;
  const nested = property.properties?.length || property.items !== undefined;
  if (nested) notChecked.push(`${name}: what lies inside ${type ?? 'it'} (nested properties and items)`);
  if (property.relationships?.length) notChecked.push(`${name}: relationships`);
  const given = property.logicalTypeOptions ?? {};
  if ((type === 'object' || type === 'array') && Object.keys(given).length > 0) {
    notChecked.push(`${name}: ${Object.keys(given).join(', ')} of ${type}`);
  }
  for (const key of ['timezone', 'defaultTimezone']) {
    if (key in given) notChecked.push(`${name}: ${key}`);
  }
  // The shape was checked by OPTION_SCHEMAS; this only picks the keys that checks read.
  const options = z.looseObject({}).parse(given) as TypeOptions;
  return {
    name,
    type,
    required: property.required === true || property.primaryKey === true,
    unique: property.unique === true,
    personal: PERSONAL.test(String(property.classification ?? '')),
    options,
    quality: resolveRules(property.quality ?? [], [...path, 'quality'], name, place, problems, notChecked),
    place: place(path),
  };
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
    const bound = boundOf(rule);
    if (type === undefined || bound === null) return skip('uses the word `rule` of older versions');
    if (type === 'sql') return [{ ...common, kind: 'sql', query: rule.query ?? '', bound }];
    if (rule.metric === undefined) return skip('uses the word `rule` of older versions');
    if (column === null && !['rowCount', 'duplicateValues'].includes(rule.metric)) {
      problems.push({
        where: common.place,
        message: `${rule.metric} belongs to a property, not to the object`,
      });
      return [];
    }
    if (column !== null && rule.metric === 'rowCount') {
      problems.push({ where: common.place, message: 'rowCount belongs to the object, not to a property' });
      return [];
    }
    const { arguments: given } = rule;
    if (rule.metric === 'invalidValues' && !given?.validValues && given?.pattern === undefined) {
      problems.push({
        where: common.place,
        message: 'invalidValues needs `arguments` with `validValues` or `pattern`',
      });
      return [];
    }
    const unit = rule.unit ?? 'rows';
    if (unit !== 'rows' && unit !== 'percent') return skip(`counts in ${unit}, not in rows or percent`);
    return [
      {
        ...common,
        kind: 'library',
        metric: rule.metric,
        bound,
        unit,
        missingValues: (given?.missingValues ?? [null, '']).map((value) =>
          value === null ? null : String(value),
        ),
        validValues: given?.validValues?.map(String),
        pattern: given?.pattern,
        columns: column === null ? (given?.properties ?? []) : [column],
      },
    ];
  });
}

function boundOf(rule: OdcsQuality): Bound | null {
  for (const operator of BOUND_OPERATORS) {
    const limit = rule[operator];
    if (limit !== undefined) return { operator, limit: typeof limit === 'boolean' ? Number(limit) : limit };
  }
  return null;
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
  const bounds = BOUND_OPERATORS.filter((operator) => rule[operator] !== undefined);
  const bound = boundOf(rule);
  const read = readCustom({ data, column, bound, unit: rule.unit, bounds: bounds.length });
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
    unit: rule.unit,
    graded,
    renamed: new Map(),
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

/** `customProperties: [{property: assay.extraColumns, value: fail}]`; the standard has no word for it. */
function extraColumnsOf(object: OdcsObject): Contract['extraColumns'] {
  const value = object.customProperties?.find(({ property }) => property === 'assay.extraColumns')?.value;
  return value === 'fail' || value === 'ignore' ? value : 'warn';
}
