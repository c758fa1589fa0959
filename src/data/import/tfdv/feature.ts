/** One feature of a TFDV schema as changes of the contract. */
import type { LogicalType } from '../../contract/index.js';
import { CannotCarry, type Change, type NotCarried } from '../model.js';
import { badValues, literals, PROPERTY, sqlRule } from '../sql.js';
import type { Message } from './message.js';
import type { Domains } from './schema.js';

interface Context {
  readonly domains: Domains;
  readonly environments: readonly string[];
  readonly add: (what: string, read: () => readonly Change[]) => void;
  readonly lose: (item: NotCarried) => void;
}

const TYPES: Readonly<Record<string, LogicalType>> = {
  BYTES: 'string',
  INT: 'integer',
  FLOAT: 'number',
  STRUCT: 'object',
};

/** In these stages TFDV does not look at a feature. */
const UNSEEN = ['PLANNED', 'ALPHA', 'DEBUG_ONLY', 'DISABLED', 'DEPRECATED'];

const DRIFT = 'write `drift:` with a threshold at the dataset in assay.yaml';
const MEANING = 'it names a meaning, which TFDV does not check either';
const UNKNOWN = 'is no field of a feature that is known here';

/** Fields that no contract says, and why. */
const FIELDS: Readonly<Record<string, { reason: string; fix?: string }>> = {
  skew_comparator: { reason: 'it compares with other data', fix: DRIFT },
  drift_comparator: { reason: 'it compares with other data', fix: DRIFT },
  group_presence: { reason: 'it is about parts of a nested feature' },
  struct_domain: { reason: 'what lies inside a nested feature is not carried over' },
  value_counts: { reason: 'what lies inside a nested feature is not carried over' },
  natural_language_domain: { reason: 'it is about tokens of a text' },
  image_domain: { reason: 'it is about images in a column' },
  audio_domain: { reason: MEANING },
  video_domain: { reason: MEANING },
  content_chunk_domain: { reason: MEANING },
  mid_domain: { reason: MEANING },
  url_domain: { reason: MEANING, fix: 'declare `logicalTypeOptions: {format: url}`' },
  time_domain: { reason: MEANING, fix: 'declare `logicalType: timestamp` with a `format`' },
  time_of_day_domain: { reason: MEANING, fix: 'declare `logicalType: time` with a `format`' },
  validation_derived_source: { reason: 'it says how the feature was made' },
  sequence_metadata: { reason: 'it says how sequences are read' },
};

export function feature(message: Message, context: Context): void {
  const { add, lose, environments } = context;
  const column = message.string('name') ?? '';
  const at = (field: string) => `feature ${column || '(without a name)'}: ${field}`;
  if (column === '') {
    lose({ what: at('the whole'), reason: 'it has no name' });
    return;
  }
  const deprecated = message.flag('deprecated') === true;
  const stage = message.word('lifecycle_stage') ?? (deprecated ? 'DEPRECATED' : undefined);
  if (stage !== undefined && UNSEEN.includes(stage)) {
    // TFDV does not look at such features, whether they are there or not.
    const lifecycle = /^(DEPRECATED|DISABLED)$/.test(stage) ? 'deprecated' : 'planned';
    add(at(`lifecycle_stage ${stage}`), () => [own(column, 'assay.lifecycle', lifecycle)]);
    for (const name of message.left()) {
      lose({ what: at(name), reason: `the feature is ${stage}, and TFDV does not look at it` });
    }
    return;
  }
  if (stage !== undefined) add(at(`lifecycle_stage ${stage}`), () => [{ kind: 'column', column }]);
  const only = message.strings('in_environment');
  const not = message.strings('not_in_environment');
  if (only.length + not.length > 0) {
    add(at('in_environment, not_in_environment'), () => {
      const all = [...new Set([...environments, ...only])].filter((name) => !not.includes(name));
      if (all.length === 0) throw new CannotCarry('it is in no environment that the schema names');
      return [own(column, 'assay.environments', all)];
    });
  }
  add(at('name'), () => [{ kind: 'column', column }]);
  const word = message.word('type');
  const type = TYPES[word ?? ''];
  const listed = isListed(message, at, column, context);
  if (word !== undefined) {
    add(at(`type ${word}`), () => {
      if (type === undefined) throw new CannotCarry('the type is not known here');
      return [{ kind: 'type', column, type: listed ? 'array' : type }];
    });
  }
  presence(message, at, column, context);
  domain(message, at, column, type, listed, context);
  unique(message, at, column, context);
  for (const annotation of message.messages('annotation')) {
    add(at('annotation'), () =>
      [...annotation.strings('tag'), ...annotation.strings('comment')].map((text) => ({
        kind: 'text',
        column,
        text,
      })),
    );
    for (const name of annotation.left()) {
      lose({ what: at(`annotation ${name}`), reason: 'the contract has no place for it' });
    }
  }
  for (const name of message.left()) lose({ what: at(name), ...(FIELDS[name] ?? { reason: UNKNOWN }) });
}

const own = (column: string, property: string, value: unknown): Change => ({
  kind: 'custom',
  column,
  property,
  value,
});

type At = (field: string) => string;

/** Whether a row holds a list; its size is then checked. */
function isListed(message: Message, at: At, column: string, { add, lose }: Context): boolean {
  const count = message.message1('value_count');
  const shape = message.message1('shape');
  if (shape !== undefined) {
    const dims = shape.messages('dim');
    const sizes = dims.map((dim) => dim.number('size'));
    const names = dims.flatMap((dim) => {
      dim.string('name');
      return dim.left();
    });
    for (const name of [...shape.left(), ...names]) lose({ what: at(`shape ${name}`), reason: UNKNOWN });
    if (sizes.every((size) => size === 1)) {
      add(at('shape'), () => [{ kind: 'required', column }]);
      return false;
    }
    const [size] = sizes;
    add(at('shape'), () => {
      if (sizes.length !== 1 || size === undefined) throw new CannotCarry('tables hold no tensors');
      return [
        { kind: 'required', column },
        {
          kind: 'limits',
          column,
          types: ['array'],
          limits: { minItems: sizeOf(size), maxItems: sizeOf(size) },
        },
      ];
    });
    return true;
  }
  if (count === undefined) return false;
  const min = count.number('min');
  const max = count.number('max');
  for (const name of count.left()) lose({ what: at(`value_count ${name}`), reason: UNKNOWN });
  if (max === 1) {
    add(at('value_count'), () => [{ kind: 'column', column }]);
    return false;
  }
  add(at('value_count'), () => [
    {
      kind: 'limits',
      column,
      types: ['array'],
      limits: {
        ...(min === undefined ? {} : { minItems: Math.max(0, min) }),
        ...(max === undefined ? {} : { maxItems: sizeOf(max) }),
      },
    },
  ]);
  return true;
}

function sizeOf(size: number): number {
  if (size >= 0) return size;
  throw new CannotCarry(`a list of ${size} values is none`);
}

function presence(message: Message, at: At, column: string, { add, lose }: Context): void {
  const found = message.message1('presence');
  if (found === undefined) {
    // Not asked to be there; the contract's column is.
    if (!message.has('group_presence') && !message.has('shape')) {
      lose({
        what: at('no presence'),
        reason: 'the column may be absent there, and in a contract every column has to be there',
        fix: 'remove the property where the column is optional',
      });
    }
    return;
  }
  const fraction = found.number('min_fraction');
  const count = found.number('min_count');
  if (fraction !== undefined && fraction > 0) {
    add(at('presence min_fraction'), () => {
      if (fraction > 1) throw new CannotCarry(`a share of ${fraction} is more than all`);
      if (fraction === 1) return [{ kind: 'required', column }];
      const query = `SELECT count(${PROPERTY}) / count(*) FROM {object}`;
      const rule = sqlRule('presence', query, { mustBeGreaterOrEqualTo: fraction });
      return [{ kind: 'rule', column, rule }];
    });
  }
  if (count !== undefined && count > 0) {
    add(at('presence min_count'), () => {
      // Every row has a value, and there is a row: then there is one value.
      if (fraction === 1 && count === 1) return [{ kind: 'required', column }];
      const query = `SELECT count(${PROPERTY}) FROM {object}`;
      return [{ kind: 'rule', column, rule: sqlRule('presence', query, { mustBeGreaterOrEqualTo: count }) }];
    });
  }
  for (const name of found.left()) lose({ what: at(`presence ${name}`), reason: UNKNOWN });
}

function unique(message: Message, at: At, column: string, { add, lose }: Context): void {
  const found = message.message1('unique_constraints');
  if (found === undefined) return;
  const min = found.number('min');
  const max = found.number('max');
  add(at('unique_constraints'), () => {
    const query = `SELECT count(DISTINCT ${PROPERTY}) FROM {object}`;
    const bounds = [
      ...(min === undefined ? [] : [{ mustBeGreaterOrEqualTo: min }]),
      ...(max === undefined ? [] : [{ mustBeLessOrEqualTo: max }]),
    ];
    return bounds.map((bound) => ({
      kind: 'rule',
      column,
      rule: sqlRule('unique_constraints', query, bound),
    }));
  });
  for (const name of found.left()) lose({ what: at(`unique_constraints ${name}`), reason: UNKNOWN });
}

function domain(
  message: Message,
  at: At,
  column: string,
  type: LogicalType | undefined,
  listed: boolean,
  { domains, add, lose }: Context,
): void {
  const constraints = message.message1('distribution_constraints');
  const mass = constraints?.number('min_domain_mass') ?? 1;
  for (const name of constraints?.left() ?? []) {
    lose({ what: at(`distribution_constraints ${name}`), reason: UNKNOWN });
  }
  let massUsed = constraints === undefined;
  const named = message.string('domain');
  const referred = named === undefined ? undefined : domains.get(named);
  if (referred !== undefined) referred.used = true;
  if (named !== undefined && referred === undefined) {
    lose({ what: at('domain'), reason: `the schema has no domain ${named}` });
  }
  const found = [
    ...(referred === undefined ? [] : [[referred.kind, referred.message, `domain ${named}`] as const]),
    ...(['int_domain', 'float_domain', 'string_domain', 'bool_domain'] as const).flatMap((kind) => {
      const own = message.message1(kind);
      return own === undefined ? [] : [[kind, own, kind] as const];
    }),
  ];
  for (const [kind, body, label] of found) {
    body.string('name');
    add(at(label), () => {
      if (listed) throw new CannotCarry('values inside lists are not carried over');
      if (kind === 'bool_domain') return bool(body, column, type);
      if (kind !== 'string_domain') return range(body, column, type);
      massUsed = true;
      return among(column, body.strings('value'), mass, type);
    });
    for (const name of body.left()) {
      const shut = /^disallow_(nan|inf)$/.test(name);
      if (shut && body.flag(name) === true) add(at(`${label} ${name}`), () => [{ kind: 'column', column }]);
      else if (!shut) lose({ what: at(`${label} ${name}`), reason: /^is_/.test(name) ? MEANING : UNKNOWN });
    }
  }
  if (!massUsed) lose({ what: at('distribution_constraints'), reason: 'there is no list of values to it' });
}

function range(body: Message, column: string, type: LogicalType | undefined): Change[] {
  if (type === 'string') throw new CannotCarry('it is a range of numbers that are written in a string');
  const min = body.number('min');
  const max = body.number('max');
  const limits = {
    ...(min === undefined || min === Number.NEGATIVE_INFINITY ? {} : { minimum: min }),
    ...(max === undefined || max === Number.POSITIVE_INFINITY ? {} : { maximum: max }),
  };
  if (Object.values(limits).some((limit) => !Number.isFinite(limit)))
    throw new CannotCarry('an end is infinite');
  if (Object.keys(limits).length === 0) return [{ kind: 'column', column }];
  return [{ kind: 'limits', column, types: ['integer', 'number'], limits }];
}

function bool(body: Message, column: string, type: LogicalType | undefined): Change[] {
  const words = [body.string('true_value'), body.string('false_value')].filter((word) => word !== undefined);
  const values = type === 'string' ? words : [0, 1];
  if (values.length === 0) throw new CannotCarry('it does not say which texts are true and false');
  return among(column, values, 1, type);
}

function among(
  column: string,
  values: readonly (string | number)[],
  mass: number,
  type: LogicalType | undefined,
): Change[] {
  if (values.length === 0) throw new CannotCarry('its list of values is empty');
  const listed = type === 'integer' || type === 'number' ? values.map(Number) : values;
  if (listed.some(Number.isNaN)) throw new CannotCarry('its values are no numbers, and the type is');
  if (mass < 1) return [badValues(column, 'min_domain_mass', `${PROPERTY} NOT IN ${literals(listed)}`, mass)];
  const rule = { metric: 'invalidValues', arguments: { validValues: listed }, mustBe: 0 };
  return [{ kind: 'rule', column, rule }];
}
