/** Reads a TFDV schema (`schema.pbtxt`, message `tensorflow.metadata.v0.Schema`) field by field. */
import { usageError } from '../../../base/index.js';
import {
  CannotCarry,
  type Change,
  carry,
  type ImportedObject,
  type NotCarried,
  type Reading,
  type ReadOptions,
} from '../model.js';
import { feature } from './feature.js';
import { Message } from './message.js';
import { parseTextProto } from './textproto.js';

export function looksLikeTfdv(text: string): boolean {
  return /^\s*(feature|string_domain|sparse_feature|default_environment)\s*[:{<]/m.test(text);
}

/** Fields of the schema that say nothing that can be checked on a table, and why. */
const SCHEMA_FIELDS: Readonly<Record<string, string>> = {
  sparse_feature: 'it is made of several columns of a tensor',
  weighted_feature: 'it is made of several columns of a tensor',
  represent_variable_length_as_ragged: 'it says how TensorFlow reads the data, not what the data must be',
  tensor_representation_group: 'it says how TensorFlow reads the data, not what the data must be',
};

/** Throws a usage error where the text is not the format, or a field is not of its type. */
export function readTfdv(text: string, file: string, options: ReadOptions): Reading {
  try {
    return read(text, file, options);
  } catch (error) {
    if (!(error instanceof CannotCarry)) throw error;
    throw usageError({
      where: { file },
      message: error.message,
      expected: 'a schema of TensorFlow Data Validation',
    });
  }
}

function read(text: string, file: string, options: ReadOptions): Reading {
  const root = new Message(parseTextProto(text, file));
  const features = root.messages('feature');
  if (features.length === 0) {
    throw usageError({
      where: { file },
      message: 'holds no feature',
      expected: 'a schema of TensorFlow Data Validation: feature { name: "…" … }',
    });
  }
  const notCarried: NotCarried[] = [];
  const items: ImportedObject['items'][number][] = [];
  const notes: string[] = [];
  const add = (what: string, read: () => readonly Change[]) => {
    const result = carry(what, read);
    if ('lost' in result) notCarried.push(result.lost);
    else items.push({ what, changes: result.changes });
  };
  const environments = root.strings('default_environment');
  const domains = namedDomains(root);
  for (const message of features) {
    feature(message, { domains, environments, add, lose: (item) => notCarried.push(item) });
  }
  for (const [name, { used }] of domains) {
    if (!used) notCarried.push({ what: `domain ${name}`, reason: 'no feature uses it' });
  }
  const constraints = root.message1('dataset_constraints');
  if (constraints !== undefined) {
    const min = constraints.number('min_examples_count');
    const max = constraints.number('max_examples_count');
    if (min !== undefined) {
      add('dataset_constraints min_examples_count', () => [
        { kind: 'rule', column: null, rule: { metric: 'rowCount', mustBeGreaterOrEqualTo: min } },
      ]);
    }
    if (max !== undefined) {
      add('dataset_constraints max_examples_count', () => [
        { kind: 'rule', column: null, rule: { metric: 'rowCount', mustBeLessOrEqualTo: max } },
      ]);
    }
    for (const name of constraints.left()) {
      notCarried.push({
        what: `dataset_constraints ${name}`,
        reason: name.endsWith('comparator')
          ? 'it compares with other data, and a contract is about one dataset'
          : 'is not known here',
      });
    }
  }
  for (const annotation of root.messages('annotation')) {
    add('annotation', () =>
      [...annotation.strings('tag'), ...annotation.strings('comment')].map((line) => ({
        kind: 'text',
        column: null,
        text: line,
      })),
    );
    for (const name of annotation.left()) {
      notCarried.push({ what: `annotation ${name}`, reason: 'the contract has no place for it' });
    }
  }
  for (const name of root.left()) {
    notCarried.push({
      what: name,
      reason: SCHEMA_FIELDS[name] ?? 'is no field of a schema that is known here',
    });
  }
  notes.push(
    'NaN and infinity fail in number columns; TFDV lets them pass unless a float_domain disallows them',
  );
  return {
    id: options.object,
    objects: [{ name: options.object, defaults: [{ kind: 'extra', verdict: 'fail' }], items }],
    notCarried,
    notes,
  };
}

/** Domains that features name. */
export type Domains = ReadonlyMap<
  string,
  { readonly kind: string; readonly message: Message; used: boolean }
>;

function namedDomains(root: Message): Domains {
  const domains = new Map<string, { kind: string; message: Message; used: boolean }>();
  for (const kind of ['string_domain', 'int_domain', 'float_domain']) {
    root.messages(kind).forEach((message, index) => {
      domains.set(message.string('name') ?? `${kind}[${index}]`, { kind, message, used: false });
    });
  }
  return domains;
}
