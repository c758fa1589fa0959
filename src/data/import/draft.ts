/** Puts changes together to a contract. What contradicts itself is listed as not carried over. */
import { stringify } from 'yaml';
import { LOGICAL_TYPES, type LogicalType, readable } from '../contract/index.js';
import type { Change, ImportedObject, Limits, NotCarried, Reading, Rule } from './model.js';

interface Column {
  readonly name: string;
  readonly strong: Set<LogicalType>;
  readonly weak: Set<LogicalType>;
  readonly limits: { what: string; types: readonly LogicalType[]; limits: Limits }[];
  readonly rules: Rule[];
  readonly texts: string[];
  readonly custom: Map<string, unknown>;
  required: boolean;
  unique: boolean;
  personal: boolean;
}

export interface Written {
  readonly text: string;
  readonly notCarried: readonly NotCarried[];
  /** How many items of the foreign file the contract says. */
  readonly carried: number;
}

/** The contract as ODCS v3.1 YAML. `source` names the foreign file in the first line. */
export function writeContract(reading: Reading, source: string): Written {
  const notCarried: NotCarried[] = [...reading.notCarried];
  let carried = 0;
  const schema = reading.objects.map((object) => {
    const draft = new ObjectDraft(object, notCarried);
    carried += object.items.length;
    return draft.written();
  });
  const before = reading.notCarried.length;
  carried -= new Set(notCarried.slice(before).map(({ what }) => what)).size;
  const document = {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id: reading.id,
    version: '0.1.0',
    status: 'draft',
    ...(reading.description ? { description: { purpose: reading.description } } : {}),
    schema,
  };
  const lines = [
    `Made by \`assay import-contract\` from ${source}.`,
    ...notCarried.map((item) => `Not carried over: ${item.what}: ${item.reason}`),
    ...reading.notes.map((note) => `Note: ${note}`),
  ];
  const head = lines.map((line) => `# ${line.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')}\n`).join('');
  const text = head + stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
  return { text, notCarried, carried };
}

class ObjectDraft {
  private readonly columns = new Map<string, Column>();
  private readonly rules: Rule[] = [];
  private readonly texts: string[] = [];
  private readonly custom = new Map<string, unknown>();
  private readonly references: Extract<Change, { kind: 'reference' }>[] = [];
  private key: readonly string[] = [];
  private extra: 'fail' | 'warn' | 'ignore' | undefined;

  constructor(
    private readonly object: ImportedObject,
    private readonly lost: NotCarried[],
  ) {
    for (const change of object.defaults) this.apply(change, 'the file');
    for (const { what, changes } of object.items) for (const change of changes) this.apply(change, what);
  }

  private column(name: string): Column {
    const found = this.columns.get(name) ?? {
      name,
      strong: new Set<LogicalType>(),
      weak: new Set<LogicalType>(),
      limits: [],
      rules: [],
      texts: [],
      custom: new Map<string, unknown>(),
      required: false,
      unique: false,
      personal: false,
    };
    this.columns.set(name, found);
    return found;
  }

  private apply(change: Change, what: string): void {
    switch (change.kind) {
      case 'column':
        this.column(change.column);
        return;
      case 'type':
        this.column(change.column)[change.weak ? 'weak' : 'strong'].add(change.type);
        return;
      case 'required':
        this.column(change.column).required = true;
        return;
      case 'unique':
        this.column(change.column).unique = true;
        return;
      case 'personal':
        this.column(change.column).personal = true;
        return;
      case 'limits':
        this.column(change.column).limits.push({ what, types: change.types, limits: change.limits });
        return;
      case 'rule':
        (change.column === null ? this.rules : this.column(change.column).rules).push(change.rule);
        return;
      case 'key':
        for (const column of change.columns) this.column(column);
        if (this.key.length > 0) this.lost.push({ what, reason: 'there is a primary key already' });
        else this.key = change.columns;
        return;
      case 'reference':
        for (const column of change.columns) this.column(column);
        this.references.push(change);
        return;
      case 'extra':
        // The strictest of several wins.
        if (this.extra !== 'fail') this.extra = change.verdict;
        return;
      case 'custom':
        this.applyCustom(change, what);
        return;
      case 'text':
        (change.column === null ? this.texts : this.column(change.column).texts).push(change.text);
    }
  }

  /** Foreign words for the reading of text may have values that are not read here. */
  private applyCustom(change: Extract<Change, { kind: 'custom' }>, what: string): void {
    const { value, problems } = readable(change.property, change.value);
    for (const reason of problems) this.lost.push({ what, reason });
    merge(change.column === null ? this.custom : this.column(change.column).custom, { ...change, value });
  }

  written(): Record<string, unknown> {
    const properties = [...this.columns.values()].map((column) => this.property(column));
    return {
      name: this.object.name,
      ...(this.texts.length > 0 ? { description: this.texts.join('\n') } : {}),
      ...customProperties(
        this.extra === undefined
          ? this.custom
          : new Map([['assay.extraColumns', this.extra], ...this.custom]),
      ),
      ...(properties.length > 0 ? { properties } : {}),
      ...(this.references.length > 0
        ? {
            relationships: this.references.map(({ columns, object, to }) => ({
              type: 'foreignKey',
              from: one(columns.map((column) => `${this.object.name}.${column}`)),
              to: one(to.map((column) => `${object}.${column}`)),
            })),
          }
        : {}),
      ...(this.rules.length > 0 ? { quality: this.rules } : {}),
    };
  }

  private property(column: Column): Record<string, unknown> {
    const type = this.typeOf(column);
    const position = this.key.indexOf(column.name) + 1;
    const options: Record<string, number | string> = {};
    for (const { what, types, limits } of column.limits) {
      if (type === undefined || !types.includes(type)) {
        this.lost.push({
          what,
          reason: `${Object.keys(limits).join(' and ')} of \`${column.name}\` would need the type ${types.join(' or ')}, and other parts of the file make it ${type ?? 'unclear'}`,
        });
        continue;
      }
      for (const [key, limit] of Object.entries(limits)) {
        const old = options[key];
        if (old === undefined || /^(exclusiveM|m)(in|ax)/.test(key)) options[key] = tighter(key, old, limit);
        else if (old !== limit) {
          this.lost.push({ what, reason: `\`${column.name}\` has ${key} ${old} already, and takes one` });
        }
      }
    }
    return {
      name: column.name,
      ...(column.texts.length > 0 ? { description: column.texts.join('\n') } : {}),
      ...(type === undefined ? {} : { logicalType: type }),
      ...(column.required ? { required: true } : {}),
      ...(column.unique ? { unique: true } : {}),
      ...(position > 0 ? { primaryKey: true, primaryKeyPosition: position } : {}),
      ...(column.personal ? { classification: 'personal' } : {}),
      ...(Object.keys(options).length > 0 ? { logicalTypeOptions: options } : {}),
      ...customProperties(column.custom),
      ...(column.rules.length > 0 ? { quality: column.rules } : {}),
    };
  }

  /** The type that all claims allow; weak claims count where there are no strong ones. */
  private typeOf(column: Column): LogicalType | undefined {
    const claims = column.strong.size > 0 ? column.strong : column.weak;
    const fitting = LOGICAL_TYPES.filter((type) =>
      [...claims].every((claim) => claim === type || (claim === 'number' && type === 'integer')),
    );
    if (claims.size === 0) return undefined;
    // Text is only the weakest wish: every value can be looked at as text.
    const chosen =
      fitting.find((type) => claims.has(type)) ??
      (column.strong.size === 0 && claims.size === 2 && claims.has('string')
        ? [...claims].find((type) => type !== 'string')
        : undefined);
    if (chosen === undefined && column.strong.size > 0) {
      this.lost.push({
        what: `the type of \`${column.name}\``,
        reason: `the file asks for ${[...claims].join(' and ')} at once`,
      });
    }
    return chosen;
  }
}

/** Two limits of one kind: the stricter one. */
function tighter(key: string, old: number | string | undefined, limit: number | string): number | string {
  if (old === undefined) return limit;
  return /^(min|exclusiveMin)/.test(key) === old < limit ? limit : old;
}

function merge(
  custom: Map<string, unknown>,
  { property, value }: { property: string; value: unknown },
): void {
  const old = custom.get(property);
  const maps = [old, value].every(
    (item) => typeof item === 'object' && item !== null && !Array.isArray(item),
  );
  custom.set(property, maps ? { ...Object(old), ...Object(value) } : value);
}

function customProperties(custom: ReadonlyMap<string, unknown>): Record<string, unknown> {
  if (custom.size === 0) return {};
  return { customProperties: [...custom].map(([property, value]) => ({ property, value })) };
}

/** The standard writes one name without a list. */
function one(names: readonly string[]): string | readonly string[] {
  return names.length === 1 ? (names[0] ?? '') : names;
}
