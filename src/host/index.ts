/** Hosts: GitHub Actions, a terminal. Loads no API client; what talks to GitHub is loaded when it is first asked. */
export { detectHost } from './detect.js';
export { type GitHubEvent, readEvent } from './github/event.js';
export { githubHost } from './github/host.js';
export type * from './host.js';
export { terminalHost } from './terminal.js';
