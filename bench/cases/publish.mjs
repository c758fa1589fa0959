/** What publishing adds to a job: the whole process, against an API that answers at once. */
import { join } from 'node:path';
import { startGitHub } from '../github.mjs';

const sized = (size, name, what) => ({
  name,
  title: `\`assay comment\` of ${what}, against \`node -e 0\``,
  rounds: 7,
  bound: { seconds: 1.5 },
  prepare: async ({ folder, assay, node }) => {
    const { env, stop } = await startGitHub(folder, size);
    const summary = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
    return {
      // The summary of a step grows with each round; past its limit it would be left out.
      ours: { argv: [...assay, 'comment'], cwd: folder, env: { ...env, ...summary }, fresh: ['summary.md'] },
      peer: { argv: [...node, '-e', '0'], cwd: folder },
      stop,
    };
  },
});

export const PUBLISH = [
  sized('normal', 'publish', 'a usual run: comment, check run and summary'),
  sized('large', 'publish-large', '5 MB of findings and 300 metrics on 50 slices'),
];
