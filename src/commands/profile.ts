/** `assay profile`: writes a dataset's profile, the reference that later data is compared with. */

import { mkdir } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { usageError, writeFileAtomic } from '../base/index.js';
import {
  EMPTY_CONTRACT,
  findDataset,
  loadContract,
  noRows,
  profileDataset,
  profileText,
  validateDataset,
} from '../data/index.js';
import { openDatabase } from '../engines/index.js';
import { defineCommand } from './command.js';
import { openSession } from './session.js';
import { subjectsOf } from './validate/subjects.js';

export default defineCommand({
  name: 'profile',
  summary: "write a dataset's profile, the reference for drift",
  details:
    'A profile holds exact counts on bins that are frozen from the data, moments and the most frequent categories; drift is computed from it without the rows. The dataset is validated first: data that fails its checks gives no profile.',
  options: {
    dataset: { type: 'string', value: 'NAME', summary: 'a dataset of assay.yaml' },
    data: { type: 'string', value: 'FILE', summary: 'a file or glob; no assay.yaml is needed' },
    contract: {
      type: 'string',
      value: 'FILE',
      summary: 'the contract of --data: types of text, personal columns',
    },
    output: { type: 'string', value: 'FILE', summary: 'also write the profile there' },
    bins: { type: 'integer', default: 10, summary: 'quantile bins of numeric columns' },
    categories: { type: 'integer', default: 50, summary: 'categories that are counted by themselves' },
  },
  examples: [
    { run: 'assay profile --dataset train --output train.profile.json', does: 'a dataset of assay.yaml' },
    {
      run: 'assay profile --data data/may.parquet --output may.profile.json',
      does: 'a file; no assay.yaml is needed',
    },
  ],
  outputs: { profile: 'path of the profile, where --output was given' },
  permissions: { contents: 'read' },
  async run({ ctx, host, options }) {
    const { bins, categories } = options;
    const wrong = [
      ...(bins >= 2 && bins <= 1000 ? [] : [{ message: `--bins is ${bins}`, expected: '2 to 1000' }]),
      ...(categories >= 1 && categories <= 10_000
        ? []
        : [{ message: `--categories is ${categories}`, expected: '1 to 10000' }]),
      ...((options.data === undefined) !== (options.dataset === undefined)
        ? []
        : [{ message: 'one of --data FILE and --dataset NAME is needed' }]),
    ];
    if (wrong.length > 0) throw usageError(wrong);
    const session = await openSession(ctx, host, {
      config: options.config,
      name: options.name,
      replaces: 'profile',
    });
    const { root, workspace, config } = session;
    const subject =
      options.dataset === undefined
        ? {
            found: await findDataset('data', options.data ?? '', root),
            contract: options.contract === undefined ? null : await loadContract(options.contract, root),
          }
        : (
            await subjectsOf(
              {
                data: undefined,
                contract: undefined,
                reference: undefined,
                severity: 'warn',
                datasets: [options.dataset],
              },
              config,
              root,
            )
          ).get(options.dataset);
    if (subject === undefined) throw usageError({ message: `there is no dataset ${options.dataset}` });
    if (subject.found.format === 'files') throw noRows(subject.found);
    const db = await openDatabase(ctx);
    try {
      const { found, contract } = subject;
      const validation = await validateDataset(ctx, db, found, contract ?? EMPTY_CONTRACT);
      const good = validation.verdict === 'pass' || validation.verdict === 'warn';
      const text = good
        ? profileText(await profileDataset(ctx, db, validation.dataset, contract, { bins, categories }))
        : null;
      const { name } = found;
      const artifacts =
        text === null ? [] : [await workspace.keepBytes(`profile:${name}`, `${name}.profile.json`, text)];
      if (text !== null && options.output !== undefined) {
        const path = isAbsolute(options.output) ? options.output : join(root, options.output);
        await mkdir(dirname(path), { recursive: true });
        await writeFileAtomic(path, text);
      }
      const { rows, columns } = validation.summary;
      const result = await session.finish({
        command: 'profile',
        ...(options.name === undefined ? {} : { name: options.name }),
        verdict: validation.verdict,
        summary:
          text === null
            ? `${found.path} failed its checks, and failed data gives no profile`
            : `${rows} rows and ${columns} columns of ${found.path}`,
        inputs: [{ name, path: found.path, sha256: validation.dataset.sha256 }],
        findings: validation.findings,
        notChecked: [
          ...(contract === null ? [`${name}: it has no contract; only that it can be read`] : []),
          ...validation.notChecked,
        ],
        artifacts,
        datasets: [validation.summary],
      });
      return {
        result,
        ...(text !== null && options.output !== undefined ? { outputs: { profile: options.output } } : {}),
      };
    } finally {
      db.close();
    }
  },
});
