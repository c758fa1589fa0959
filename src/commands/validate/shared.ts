/** The same bytes on both sides: data that training reads and that the model is then judged on. */
import type { LoadedConfig } from '../../config/index.js';
import type { Dataset } from '../../data/index.js';
import type { Finding } from '../../results/index.js';

/**
 * Files of the dataset of `evaluate` that a dataset of training holds too, byte for byte. It needs no look into the
 * rows, so it is done also where nobody asked for `leakage`.
 */
export function sharedFiles(
  config: Pick<LoadedConfig, 'evaluate' | 'train'>,
  datasets: ReadonlyMap<string, Dataset>,
): { readonly findings: Finding[]; readonly notChecked: string[] } {
  const judged = config.evaluate?.dataset;
  const test = judged === undefined ? undefined : datasets.get(judged);
  if (judged === undefined || test === undefined || config.train === undefined) {
    return { findings: [], notChecked: [] };
  }
  const read = config.train.datasets ?? ['train'];
  if (read.includes(judged)) {
    return {
      findings: [],
      notChecked: [
        `whether the model learns from ${judged}, on which it is evaluated: training reads it too`,
      ],
    };
  }
  const findings = read.flatMap((name): Finding[] => {
    const digests = new Set(datasets.get(name)?.files.map(({ sha256 }) => sha256));
    const same = test.files.filter(({ sha256 }) => digests.has(sha256));
    if (same.length === 0) return [];
    return [
      {
        check: 'leakage.files',
        verdict: 'warn',
        severity: 'warn',
        subject: { dataset: judged },
        expected: `no file that training reads too`,
        actual: `${same.length} of ${test.files.length} files`,
        count: same.length,
        where: same.slice(0, 3).map(({ shown }) => ({ file: shown })),
        message: `the model is evaluated on ${judged}, and ${name}, which it learns from, holds the same file`,
        fix: 'evaluate on data that training has not seen',
      },
    ];
  });
  return { findings, notChecked: [] };
}
