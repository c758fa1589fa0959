/**
 * From results to what people and other programs read. Importing this loads no library: Markdown, HTML and
 * XML are loaded by their formats when they are first asked for.
 */
export { type Annotation, annotationsOf, workflowCommand } from './annotations.js';
export { buildReport, buildResult, type Overall, overall, type ReportOptions } from './build/index.js';
export type { History } from './build/trend.js';
export * from './document.js';
export * from './figure.js';
export { FORMAT_NAMES, FORMATS, type Format, type FormatName } from './formats.js';
export {
  renderTerminal,
  renderTerminalDocument,
  renderTerminalReport,
  type TerminalOptions,
} from './terminal.js';

/** A document as a page: `(await loadHtml()).renderHtml(document)`. Loads its library with the first call. */
export const loadHtml = () => import('./html.js');

/** Markdown within a budget, for comments, summaries and checks. Loads its library with the first call. */
export const loadMarkdown = () => import('./markdown/index.js');
