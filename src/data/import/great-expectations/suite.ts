/** Reads a Great Expectations suite, of 0.x (`expectation_suite_name`, `expectation_type`) or 1.x (`name`, `type`). */
import { z } from 'zod';
import { nearest, usageError } from '../../../base/index.js';
import {
  CannotCarry,
  type Change,
  carry,
  type ImportedObject,
  type NotCarried,
  type Reading,
  type ReadOptions,
} from '../model.js';
import { COLUMN_ROWS } from './column-rows.js';
import { Kwargs } from './kwargs.js';
import type { Row } from './row.js';
import { conditioned } from './row-condition.js';
import { TABLE_ROWS } from './table-rows.js';

/** Every expectation of the core library has a row. */
export const EXPECTATIONS: Readonly<Record<string, Row>> = { ...COLUMN_ROWS, ...TABLE_ROWS };

const expectationSchema = z.looseObject({
  type: z.string().optional(),
  expectation_type: z.string().optional(),
  kwargs: z.record(z.string(), z.unknown()).default({}),
  meta: z.unknown().optional(),
  notes: z.unknown().optional(),
  description: z.string().nullish(),
  severity: z.string().nullish(),
});
type Expectation = z.infer<typeof expectationSchema>;

const suiteSchema = z.looseObject({
  name: z.string().optional(),
  expectation_suite_name: z.string().optional(),
  expectations: z.array(expectationSchema),
  notes: z.unknown().optional(),
});

/** Keys that name or describe, and hold nothing that could be checked. */
const SUITE_KEYS = [
  'name',
  'expectation_suite_name',
  'expectations',
  'meta',
  'notes',
  'id',
  'ge_cloud_id',
  'data_asset_type',
];
const EXPECTATION_KEYS = [
  'type',
  'expectation_type',
  'kwargs',
  'meta',
  'notes',
  'description',
  'severity',
  'id',
  'ge_cloud_id',
  'expectation_context',
  'rendered_content',
];

export function looksLikeSuite(data: unknown): boolean {
  return (
    typeof data === 'object' &&
    data !== null &&
    Array.isArray((data as { expectations?: unknown }).expectations)
  );
}

export function readSuite(data: unknown, file: string, options: ReadOptions): Reading {
  const parsed = suiteSchema.safeParse(data);
  if (!parsed.success) {
    throw usageError(
      parsed.error.issues.map((issue) => ({
        where: { file, key: z.core.toDotPath(issue.path) },
        message: issue.message,
        expected: 'an expectation suite of Great Expectations, as JSON',
      })),
    );
  }
  const suite = parsed.data;
  const notCarried: NotCarried[] = Object.keys(suite)
    .filter((key) => !SUITE_KEYS.includes(key))
    .map((key) => ({ what: key, reason: 'is a part of the suite that is not known here' }));
  const items: ImportedObject['items'][number][] = [];
  suite.expectations.forEach((expectation, index) => {
    const type = expectation.type ?? expectation.expectation_type ?? '(without a type)';
    const about = subjectOf(expectation.kwargs);
    const what = `expectations[${index}] ${type}${about === '' ? '' : ` (${about})`}`;
    const result = carry(what, () => changesOf(type, expectation, options));
    if ('lost' in result) notCarried.push(result.lost);
    else items.push({ what, changes: result.changes });
  });
  const name = suite.name ?? suite.expectation_suite_name ?? options.object;
  return {
    id: name,
    ...(typeof suite.notes === 'string' ? { description: suite.notes } : {}),
    // A suite is silent about columns that it does not name.
    objects: [{ name: options.object, defaults: [{ kind: 'extra', verdict: 'ignore' }], items }],
    notCarried,
    notes: [],
  };
}

function changesOf(type: string, expectation: Expectation, { usable }: ReadOptions): Change[] {
  // Suites before 0.14 write `..._pair_values_A_to_be_greater_than_B`.
  const name = type.toLowerCase();
  const row = Object.hasOwn(EXPECTATIONS, name) ? EXPECTATIONS[name] : undefined;
  if (row === undefined) {
    const near = nearest(type, Object.keys(EXPECTATIONS));
    throw new CannotCarry(`is no expectation of the core library${near ? `; near it is ${near}` : ''}`);
  }
  const left = Object.keys(expectation).filter((key) => !EXPECTATION_KEYS.includes(key));
  if (left.length > 0) throw new CannotCarry(`its part ${left.join(', ')} is not known here`);
  const kwargs = new Kwargs(expectation.kwargs);
  const condition = kwargs.condition();
  const context = { name: type, usable, ...(condition === null ? {} : { where: condition.sql }) };
  const changes = conditioned(row(kwargs, context), type, condition);
  kwargs.done();
  return [...softened(changes, expectation), ...texts(changes, expectation)];
}

/** `severity` of 1.x: `warning` and `info` do not fail. Only rules can carry it. */
function softened(changes: readonly Change[], { severity }: Expectation): Change[] {
  if (severity === undefined || severity === null || severity === 'critical') return [...changes];
  if (severity !== 'warning' && severity !== 'info') throw new CannotCarry(`its severity is ${severity}`);
  const hard = changes.find(({ kind }) => ['required', 'unique', 'limits', 'extra'].includes(kind));
  if (hard !== undefined) {
    throw new CannotCarry(
      `its severity is ${severity}, and in a contract only quality rules can warn`,
      'write it as a quality rule with `severity: warning`',
    );
  }
  return changes.map((change) =>
    change.kind === 'rule' ? { ...change, rule: { ...change.rule, severity } } : change,
  );
}

/** What people wrote about an expectation goes to its column. */
function texts(changes: readonly Change[], { description, notes, meta }: Expectation): Change[] {
  const noted = (meta as { notes?: unknown } | null | undefined)?.notes ?? notes;
  const content =
    typeof noted === 'object' && noted !== null ? (noted as { content?: unknown }).content : noted;
  const lines = [description, ...(Array.isArray(content) ? content : [content])].filter(
    (line): line is string => typeof line === 'string' && line.trim() !== '',
  );
  const column = changes.find((change) => 'column' in change);
  const at = column !== undefined && 'column' in column ? column.column : null;
  return lines.map((text) => ({ kind: 'text', column: at, text }));
}

function subjectOf(kwargs: Readonly<Record<string, unknown>>): string {
  return [
    kwargs['column'],
    kwargs['column_A'],
    kwargs['column_B'],
    kwargs['column_list'],
    kwargs['column_set'],
  ]
    .flat()
    .filter((name) => typeof name === 'string')
    .join(', ');
}
