/**
 * From results to what people and other programs read. Importing this loads no library: Markdown, HTML and
 * XML are loaded by their formats when they are first asked for.
 */
export {
  type Annotation,
  allAnnotations,
  annotationsOf,
  withinStep,
  workflowCommand,
} from './annotations.js';
export { historyBlocks } from './build/history.js';
export {
  type AlertIssue,
  type Answer,
  buildAlert,
  buildAnswer,
  buildDecisionState,
  buildEvidence,
  buildReport,
  buildResult,
  type DecisionState,
  type Evidence,
  type Overall,
  overall,
  type ReportOptions,
} from './build/index.js';
export type { History } from './build/trend.js';
export * from './document.js';
/** The constructors of documents, for commands whose text is their own: `blocks.table([…])`. */
export * as blocks from './document.js';
export * from './figure.js';
export { visibleProse } from './text.js';

import type { Document } from './document.js';

export { FORMAT_NAMES, FORMATS, type Format, type FormatName } from './formats.js';
export {
  renderTerminal,
  renderTerminalDocument,
  renderTerminalReport,
  type TerminalOptions,
} from './terminal.js';

/** A document as one page that needs nothing else, or as Markdown. Loads its library with the first call. */
export async function renderDocument(document: Document, format: 'html' | 'markdown'): Promise<string> {
  if (format === 'html') return (await import('./html.js')).renderHtml(document);
  return (await import('./markdown/index.js')).renderMarkdown(document).text;
}

/** Markdown within a budget, for comments, summaries and checks. Loads its library with the first call. */
export const loadMarkdown = () => import('./markdown/index.js');
