/** The formats of `assay report`, one row each. A format's library is loaded when the format is asked for. */
import type { Result } from '../results/index.js';
import { buildReport, overall, type ReportOptions } from './build/index.js';
import { renderTerminalReport } from './terminal.js';

export interface Format {
  /** Ending of the file that it is written to when no other is named. */
  readonly extension: string;
  render(results: readonly Result[], about: ReportOptions): Promise<string>;
}

export const FORMATS = {
  html: {
    extension: 'html',
    async render(results, about) {
      const { renderHtml } = await import('./html.js');
      return renderHtml(buildReport(results, about));
    },
  },
  markdown: {
    extension: 'md',
    async render(results, about) {
      const { renderMarkdown } = await import('./markdown/index.js');
      return renderMarkdown(buildReport(results, about), { charts: 'mermaid' }).text;
    },
  },
  json: {
    extension: 'json',
    async render(all, about) {
      const { results, missing, verdict, summary } = overall(all, about.expected);
      return `${JSON.stringify({ schemaVersion: 1, verdict, summary, missing, results }, null, 2)}\n`;
    },
  },
  junit: {
    extension: 'xml',
    async render(results, about) {
      const { renderJUnit } = await import('./junit.js');
      return renderJUnit(results, about.expected);
    },
  },
  terminal: {
    extension: 'txt',
    async render(results, about) {
      return renderTerminalReport(results, { color: false, width: 100 }, about);
    },
  },
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;
export const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[];
