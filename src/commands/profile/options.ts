/** The options of `assay profile`, and which of them go together. */
import { type Problem, usageError } from '../../base/index.js';
import { DEFAULT_BINS, DEFAULT_CATEGORIES } from '../../data/index.js';
import type { COMMON_OPTIONS, OptionTable, ValuesOf } from '../command.js';

export const OPTIONS = {
  dataset: { type: 'string', value: 'NAME', summary: 'a dataset of assay.yaml' },
  data: {
    type: 'string',
    value: 'FILE',
    summary: 'a file, a glob or an s3:// address; no assay.yaml is needed',
  },
  contract: {
    type: 'string',
    value: 'FILE',
    summary: 'the contract of --data: types of text, personal columns',
  },
  output: { type: 'string', value: 'FILE', summary: 'also write the profile there' },
  bins: { type: 'integer', summary: `quantile bins of numeric columns (absent: ${DEFAULT_BINS})` },
  categories: {
    type: 'integer',
    summary: `categories that are counted by themselves (absent: ${DEFAULT_CATEGORIES})`,
  },
  edges: {
    type: 'string',
    value: 'FILE',
    summary: 'a profile whose bins and categories are taken: a file, or registry:ALIAS',
  },
  shard: { type: 'string', value: 'I/N', summary: 'only the I-th of N parts of the dataset' },
  merge: {
    type: 'list',
    value: 'FILE',
    summary: 'instead, add up profiles of all shards; a file or glob, repeatable',
  },
} as const satisfies OptionTable;

export type ProfileCommandOptions = ValuesOf<typeof OPTIONS & typeof COMMON_OPTIONS>;

/** Throws a usage error with everything that does not go together. */
export function checkProfileOptions(options: ProfileCommandOptions): void {
  const { bins, categories, merge } = options;
  const others = (['dataset', 'data', 'contract', 'bins', 'categories', 'edges', 'shard'] as const).filter(
    (name) => options[name] !== undefined,
  );
  const wrong: Problem[] =
    merge.length > 0
      ? others.map((name) => ({ message: `--${name} does not go with --merge: the shards say it` }))
      : [
          ...(bins === undefined || (bins >= 2 && bins <= 1000)
            ? []
            : [{ message: `--bins is ${bins}`, expected: '2 to 1000' }]),
          ...(categories === undefined || (categories >= 1 && categories <= 10_000)
            ? []
            : [{ message: `--categories is ${categories}`, expected: '1 to 10000' }]),
          ...((options.data === undefined) !== (options.dataset === undefined)
            ? []
            : [{ message: 'one of --data FILE, --dataset NAME and --merge FILE is needed' }]),
          ...(options.contract === undefined || options.data !== undefined
            ? []
            : [{ message: '--contract belongs to --data' }]),
          ...(bins === undefined || options.edges === undefined
            ? []
            : [{ message: '--bins does not go with --edges: the bins are given' }]),
        ];
  const { output } = options;
  if (output !== undefined && !/\.json$/i.test(output)) {
    // A reference is known by this ending, and no data has it that could be written over.
    wrong.push({
      message: `--output ${output} is no name for a profile`,
      expected: 'a name that ends in .json',
    });
  }
  if (wrong.length > 0) throw usageError(wrong);
}
