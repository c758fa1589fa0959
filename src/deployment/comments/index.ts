/** Commands in comments: what is meant, and who may. */
export { newerVersions, refuseDecision, type VersionFacts } from './decision-rights.js';
export { lastChange, type TextEdit } from './edits.js';
export * from './parse.js';
export { type CommentFacts, type CommentRefusal, refuseComment, type Standing } from './rights.js';
export { type LabelFacts, type RunFacts, refuseLabel, refuseRun } from './run-rights.js';
