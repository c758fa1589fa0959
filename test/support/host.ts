/** A host for tests of commands that ask it for nothing but who runs them: run `r1`, by `tester`, at no commit. */
import type { Host } from '../../src/host/index.js';

export const host: Host = {
  kind: 'terminal',
  identity: async (_, config) => ({ id: 'r1', attempt: 1, commit: null, config }),
  actor: async () => 'tester',
  authors: async () => [],
  runUrl: () => null,
  repositoryUrl: async () => null,
};
