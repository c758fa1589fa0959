/** Files that two datasets share byte for byte: what the model learned by heart is no test of it. */
import type { Finding } from '../../results/index.js';
import type { Dataset } from '../dataset.js';
import type { LeakageReport } from '../leakage/index.js';

const SHOWN = 10;

/** A file of `current` whose bytes `against` holds too is a failure. Empty files are left to their own finding. */
export function sharedBytes(current: Dataset, against: Dataset): LeakageReport {
  const other = new Map(
    against.files.filter(({ size }) => size > 0).map((file) => [file.sha256, file.shown]),
  );
  const same = current.files.filter(({ sha256 }) => other.has(sha256));
  if (same.length === 0) return { findings: [], notChecked: [nearly(current.name)], checks: 1 };
  const finding: Finding = {
    check: 'leakage.files',
    verdict: 'fail',
    severity: 'error',
    subject: { dataset: current.name },
    expected: `no file that ${against.name} holds too`,
    actual: `${same.length} of ${current.files.length} files`,
    count: same.length,
    share: same.length / current.files.length,
    where: same
      .slice(0, SHOWN)
      .map(({ shown, sha256 }) => ({ file: shown, value: `the same as ${other.get(sha256)}` })),
    message: `${same.length} of ${current.files.length} files are in ${against.name} too, byte for byte`,
    fix: 'leave them out of one of the two',
  };
  return { findings: [finding], notChecked: [nearly(current.name)], checks: 1 };
}

const nearly = (dataset: string) =>
  `${dataset}: files that are nearly the same (resized, written again) as those of the other dataset`;
