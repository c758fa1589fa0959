/**
 * From results to what people and other programs read. Importing this loads no library: Markdown, HTML and
 * XML are loaded by `render` when they are first asked for.
 */
export { buildReport, buildResult, type Overall, overall, type ReportOptions } from './build/index.js';
export type { Block, Content, Document, Inline } from './document.js';
export { renderTerminal, renderTerminalReport, type TerminalOptions } from './terminal.js';
