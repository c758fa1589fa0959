/** Hosts: GitHub Actions, a terminal. Loads no API client; what talks to GitHub is loaded when it is first asked. */
export { detectHost } from './detect.js';
export { baseBranch, eventCommit, forkOf, type GitHubEvent, readEvent } from './github/event.js';
export { historyLine, type PastVerdict, readHistory, withVerdict } from './github/history.js';
export { githubHost } from './github/host.js';
export {
  type ApprovalMark,
  alertMark,
  approvalMark,
  defaultKey,
  firstLine,
  markerOf,
  readApprovalMark,
} from './github/marker.js';
export { appendSummary, summaryRoom } from './github/summary.js';
export type * from './host.js';
export { MESSAGES, message } from './messages.js';
export { terminalHost } from './terminal.js';

/** Publishing through GitHub's API. Loads its client with the first call. */
export const loadGitHub = () => import('./github/index.js');
export type * as GitHubApi from './github/index.js';
