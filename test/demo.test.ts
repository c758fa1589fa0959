/** The first command of the README: the whole story on real data, from the committed bundle. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cleanEnvironment, ROOT, run } from './support/program.js';
import { pythonWith } from './support/python.js';

const { missing } = await pythonWith('examples/flights/requirements.txt');

it.skipIf(missing !== '')(
  `npm run demo tells its story to the end${missing && ` (${missing})`}`,
  { timeout: 900_000 },
  async () => {
    const { code, stdout, stderr } = await run(
      process.execPath,
      ['examples/flights/demo.mjs'],
      ROOT,
      cleanEnvironment(),
    );
    expect(code, `${stdout.slice(-3000)}\n${stderr.slice(-3000)}`).toBe(0);
    const story = stdout.replace(/\s+/g, ' ');
    // In this order: each of them is a promise of the README.
    const moments = [
      'data/broken.csv:48872',
      'made a registry',
      'gate warn',
      'nobody has approved it',
      'may not approve her own work',
      'staging serves version 1',
      'production serves version 1',
      'served by version 1, the one that was approved',
      'gate fail',
      '<!-- assay:comment key=',
      'served by version 2, the one that was approved',
      'production serves version 1, before it version 2',
      'served by version 1, the one that was approved',
      'weekday drifted',
      'explain production',
      'approved for production by rita@example.com',
      'The report:',
    ];
    let from = 0;
    for (const moment of moments) {
      const found = story.indexOf(moment, from);
      expect(found, `${moment}, after ${story.slice(Math.max(0, from - 60), from)}`).toBeGreaterThanOrEqual(
        0,
      );
      from = found + moment.length;
    }
    expect(story).toContain('data/broken.csv:1203 row 1202 12.7');
    expect(existsSync(join(ROOT, '.cache/demo/flights/.assay/report.html'))).toBe(true);
  },
);
