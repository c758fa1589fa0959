/** The columns and files themselves: order, set, number, emptiness, digests. */
import { z } from 'zod';
import { custom } from './define.js';
import { amountText, countOf, judgeNumber, judgeRows, known, unfit, unreadText, untold } from './measure.js';

const names = z.array(z.string().min(1)).min(1).optional();

export const columnOrder = custom({
  name: 'columnOrder',
  scope: 'object',
  measures: 'nothing',
  filtered: false,
  summary: 'the columns stand in the order of the contract, or of `names`; other columns do not matter',
  args: { names },
  plan({ names: given }, { contract, source }) {
    if (source.kind === 'json') return unfit('the keys of JSON objects have no order');
    const wanted = given ?? contract.columns.map(({ name }) => name);
    const there = source.columns.map(({ name }) => name);
    const expected = wanted.filter((name) => there.includes(name));
    const actual = there.filter((name) => wanted.includes(name));
    const same = expected.every((name, index) => actual[index] === name);
    if (expected.length === 0) return unfit('the data has none of the columns');
    return known(
      `columns in the order ${expected.join(', ')}`,
      'the columns stand in another order',
      same ? null : actual.join(', '),
    );
  },
});

export const columnSet = custom({
  name: 'columnSet',
  scope: 'object',
  measures: 'nothing',
  filtered: false,
  summary: 'the data has the columns of the contract, or of `names`, and no others',
  args: { names },
  plan({ names: given }, { contract, source }) {
    const wanted = given ?? contract.columns.map(({ name }) => name);
    const there = source.columns.map(({ name }) => name);
    const lacking = wanted.filter((name) => !there.includes(name));
    const extra = there.filter((name) => !wanted.includes(name));
    const parts = [
      lacking.length > 0 ? `without ${lacking.join(', ')}` : '',
      extra.length > 0 ? `with ${extra.join(', ')}` : '',
    ].filter((part) => part !== '');
    return known(
      `the columns ${wanted.join(', ')}`,
      'the data has another set of columns',
      parts.length === 0 ? null : parts.join(' and '),
    );
  },
});

export const columnCount = custom({
  name: 'columnCount',
  scope: 'object',
  measures: 'number',
  filtered: false,
  summary: 'the number of columns',
  args: {},
  plan(_, context) {
    return {
      expected: `${amountText(context)} columns`,
      what: 'the number of columns is out of bounds',
      measure: { kind: 'files', judge: () => judgeNumber(context, context.source.columns.length, 0) },
    };
  },
});

export const emptyColumns = custom({
  name: 'emptyColumns',
  scope: 'object',
  measures: 'rows',
  summary: 'columns in which every value is missing',
  args: {},
  plan(_, context) {
    const columns = context.source.columns.map(({ name }) => name);
    if (columns.length === 0) return unfit('the data has no columns');
    return {
      expected: `columns without any value: ${amountText(context)}`,
      what: 'columns have no value at all',
      measure: countOf(
        context,
        (sql, scope) => ({
          filled: `[${columns.map((name) => `count(*) FILTER (WHERE (${scope}) AND ${sql(name).raw} IS NOT NULL)`).join(', ')}]`,
        }),
        ({ filled }, { n, unread }) => {
          if (n === 0) return untold('there are no rows to look at');
          const counts = Array.isArray(filled) ? filled.map(Number) : [];
          const empty = columns.filter((_, index) => counts[index] === 0);
          const judged = judgeRows(context, empty.length, columns.length, 0, {
            where: empty.slice(0, 5).map((name) => ({ value: name })),
          });
          return judged.ok && unread > 0 ? untold(unreadText(unread)) : judged;
        },
      ),
    };
  },
});

export const fileDigest = custom({
  name: 'fileDigest',
  scope: 'object',
  measures: 'nothing',
  filtered: false,
  summary: 'the SHA-256 of the one file, or of the dataset, is `sha256`',
  args: { sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 digits of lower-case hex') },
  plan({ sha256 }) {
    return {
      expected: sha256,
      what: 'the bytes are others',
      measure: {
        kind: 'files',
        judge(dataset) {
          const [file] = dataset.files;
          const own = dataset.files.length === 1 && file !== undefined ? file.sha256 : dataset.sha256;
          return { ok: own === sha256 || dataset.sha256 === sha256, actual: own };
        },
      },
    };
  },
});

export const fileCount = custom({
  name: 'fileCount',
  scope: 'object',
  measures: 'number',
  filtered: false,
  summary: 'the number of files',
  args: {},
  plan(_, context) {
    return {
      expected: `${amountText(context)} files`,
      what: 'the number of files is out of bounds',
      measure: { kind: 'files', judge: ({ files }) => judgeNumber(context, files.length, 0) },
    };
  },
});

export const fileBytes = custom({
  name: 'fileBytes',
  scope: 'object',
  measures: 'number',
  filtered: false,
  summary: 'the size of all files together, in bytes',
  args: {},
  plan(_, context) {
    return {
      expected: `${amountText(context)} bytes`,
      what: 'the size of the files is out of bounds',
      measure: {
        kind: 'files',
        judge: ({ files }) =>
          judgeNumber(
            context,
            files.reduce((sum, { size }) => sum + size, 0),
            0,
          ),
      },
    };
  },
});
