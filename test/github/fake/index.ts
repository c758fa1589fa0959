/** The strict fake of GitHub's API: server.ts serves, routes/ has one row per call, rules.ts what holds for all. */
export { LIMIT } from './answers.js';
export { FakeGitHub } from './server.js';
export type * from './state.js';
