/** Results: kinds, verdict algebra, and `.assay/` where they are kept between commands and jobs. */
export * from './drift-methods.js';
export * from './published.js';
export * from './schema/index.js';
export * from './verdict.js';
export * from './workspace.js';

/** Results of another run, read as data; behind it stands the reader of archives. */
export const loadReceived = () => import('./received/index.js');
export type * as Received from './received/index.js';
