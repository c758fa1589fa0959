/** Publishing on GitHub. Loaded by a dynamic import only: behind it stands the API client. */

export * from './artifacts.js';
export * from './base-branch.js';
export {
  type CheckAbout,
  type CheckNote,
  type CheckText,
  closeChecks,
  hasCheck,
  MAX_NOTES,
  type OpenCheck,
  openCheck,
} from './check.js';
export { type GitHubClient, NoAnswer, openClient, Refused, type Repository, type Server } from './client.js';
export { type CommentOutcome, type Draft, publishComment } from './comment.js';
export { createOnce } from './create.js';
export * from './deployments.js';
export { type Edit, editsOfIssue } from './edits.js';
export * from './issues.js';
export * from './people.js';
export { headOfPull, isForkEvent, type PullOfRun, pullOfCommit, pullOfEvent, pullOfRun } from './pull.js';
export * from './runs.js';
