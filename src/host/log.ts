/** Messages and progress on standard error: a moving line in a terminal, one line at intervals elsewhere. */
import { styleText } from 'node:util';
import type { Log, Progress } from '../base/index.js';
import { harmless } from './harmless.js';

export interface LogOptions {
  readonly write: (text: string) => void;
  readonly color: boolean;
  readonly quiet: boolean;
  /** True where a line can be rewritten in place. */
  readonly interactive: boolean;
  readonly debug: boolean;
  readonly now: () => number;
  /** True where the runner of a workflow reads the log, and would take commands out of it. */
  readonly runner?: boolean;
  /** Hears every secret, so that a CI can mask it too. */
  readonly onSecret?: (value: string) => void;
}

/** Between two progress lines where they cannot be rewritten. */
const INTERVAL_MS = 15_000;
const REDRAW_MS = 100;
/** A shorter secret would mask innocent text. */
const MIN_SECRET = 4;

export function createLog(options: LogOptions): Log {
  const secrets = new Set<string>();
  let live = '';
  const mask = (text: string) => {
    let masked = text;
    for (const secret of secrets) masked = masked.replaceAll(secret, '***');
    return options.runner ? harmless(masked) : masked;
  };
  const clear = () => {
    if (live !== '') options.write('\r\u001b[2K');
    live = '';
  };
  const line = (text: string) => {
    const again = live;
    clear();
    options.write(`${mask(text)}\n`);
    if (again !== '') draw(again);
  };
  const draw = (text: string) => {
    clear();
    live = text;
    options.write(mask(text));
  };
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    options.color ? styleText(style, text, { validateStream: false }) : text;
  const progress = (label: string): Progress => {
    const begun = options.now();
    let last = options.interactive ? Number.NEGATIVE_INFINITY : begun;
    const shown = (text: string, fraction?: number) => {
      const seconds = Math.round((options.now() - begun) / 1000);
      const percent = fraction === undefined ? '' : ` ${Math.floor(fraction * 100)}%`;
      return `${label}${percent}${text ? `: ${text}` : ''} (${seconds} s)`;
    };
    return {
      update(text, fraction) {
        if (options.quiet) return;
        const now = options.now();
        if (now - last < (options.interactive ? REDRAW_MS : INTERVAL_MS)) return;
        last = now;
        if (options.interactive) draw(shown(text, fraction));
        else line(shown(text, fraction));
      },
      done(text) {
        clear();
        if (text !== undefined && !options.quiet) line(shown(text));
      },
    };
  };
  return {
    debug: (message) => {
      if (options.debug) line(paint('dim', message));
    },
    info: (message) => {
      if (!options.quiet) line(message);
    },
    warn: (message) => {
      if (!options.quiet) line(`${paint('yellow', 'warning:')} ${message}`);
    },
    error: (message) => line(`${paint('red', 'error:')} ${message}`),
    progress,
    secret: (value) => {
      if (value.length < MIN_SECRET) return;
      secrets.add(value);
      options.onSecret?.(value);
    },
  };
}
