/** Publishing on GitHub. Loaded by a dynamic import only: behind it stands the API client. */
export { type CheckText, type OpenCheck, openCheck } from './check.js';
export { type GitHubClient, openClient, Refused, type Repository } from './client.js';
export { type CommentOutcome, publishComment } from './comment.js';
export * from './deployments.js';
export * from './issues.js';
export * from './people.js';
export { isForkEvent, pullOfCommit, pullOfEvent } from './pull.js';
export * from './runs.js';
