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
export type { Block, Content, Document, Inline } from './document.js';
export { FORMAT_NAMES, FORMATS, type Format, type FormatName } from './formats.js';
export { renderTerminal, renderTerminalReport, type TerminalOptions } from './terminal.js';

/** Markdown within a budget, for comments, summaries and checks. Loads its library with the first call. */
export const loadMarkdown = () => import('./markdown/index.js');
