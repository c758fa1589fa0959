/** What a run comes to as a whole: its verdict, one line, and what is missing of what was expected. */
import { type CommandName, type Result, type Verdict, worst } from '../../results/index.js';
import { labelOf } from './parts.js';

/** Commands that only show or arrange: what they say is no part of a report. */
const NOT_REPORTED: ReadonlySet<CommandName> = new Set<CommandName>([
  'report',
  'comment',
  'init',
  'explain',
  'history',
  'registry',
  'engines',
  'serve',
  'respond',
]);

export interface Overall {
  /** What a report is made of: every result but those of commands that only show or arrange. */
  readonly results: readonly Result[];
  readonly verdict: Verdict;
  /** One line for a person. */
  readonly summary: string;
  /** Commands that were expected and left no result. */
  readonly missing: readonly string[];
}

/**
 * The whole is as bad as its worst part; no result at all is an error: nothing was checked. So is the lack of an
 * expected one: a job that was killed leaves the good results of those before it.
 */
export function overall(
  all: readonly Result[],
  expected: readonly string[] = [],
  refused: readonly string[] = [],
): Overall {
  if (refused.length > 0) {
    const more = refused.length > 1 ? `; and ${refused.length - 1} more` : '';
    const summary = `the results of this run were refused: ${refused[0]}${more}`;
    return { results: [], missing: [], verdict: 'error', summary };
  }
  const results = all.filter((result) => !NOT_REPORTED.has(result.command));
  const missing = expected.filter(
    (name) => !results.some((result) => result.command === name || named(result) === name),
  );
  if (results.length === 0) {
    return {
      results,
      missing,
      verdict: 'error',
      summary:
        'there is no result of this run, so nothing was checked: an earlier step ended before it wrote one',
    };
  }
  const verdict = worst([...results.map((result) => result.verdict), ...missing.map((): Verdict => 'error')]);
  const steps = results.filter((result) => result.command !== 'run');
  const shown = steps.length > 0 ? steps : results;
  const decisive = shown.filter((result) => result.verdict === verdict);
  const chosen =
    verdict === 'pass' || decisive.length === 0 ? shown.filter((r) => r.command === 'gate') : decisive;
  const lost = missing.length > 0 ? [`${missing.map(labelOfMissing).join(', ')}: no result`] : [];
  const told = (chosen.length > 0 || missing.length > 0 ? chosen : shown.slice(-1)).map(
    (r) => `${labelOf(r)}: ${r.summary}`,
  );
  // What went wrong comes before what therefore never ran; where nothing else went wrong, that is the news.
  const said = decisive.length > 0 ? [...told, ...lost] : [...lost, ...told];
  const more = said.length > 2 ? `; and ${said.length - 2} more` : '';
  return { results, missing, verdict, summary: `${said.slice(0, 2).join('; ')}${more}` };
}

/** As the file of a result is called: `gate.north` where it has a name. */
const named = ({ command, name }: Result) => (name === undefined ? command : `${command}.${name}`);

/** An expected name, as `labelOf` would write its result: no command has a full stop in it. */
export const labelOfMissing = (name: string) => name.replace(/^([^.]+)\.(.*)$/, '$1 ($2)');
