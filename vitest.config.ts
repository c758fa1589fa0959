import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes begins first, so that at the end no worker is left alone with it. */
const LONG = [
  'test/act/act.test.ts',
  'test/demo.test.ts',
  'src/registry/crash.test.ts',
  'src/statistics/oracle.test.ts',
  'test/bucket.test.ts',
  'test/bundle.test.ts',
  'src/deployment/bucket.test.ts',
  'src/registry/storage/git/faults.test.ts',
];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONG.findIndex((file) => moduleId.endsWith(`/${file}`));
      return at < 0 ? LONG.length : at;
    };
    return sorted.sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Two workers: the tests start databases, Python and servers of their own.
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
