/** A run of MLflow as both of its stores give it, and which one a reference means. */
import { type Problem, usageError } from '../../../base/index.js';

export interface Run {
  readonly id: string;
  readonly name: string;
  readonly experiment: string;
  /** `FINISHED`, `RUNNING`, `FAILED`, `KILLED`, `SCHEDULED`. */
  readonly status: string;
  readonly deleted: boolean;
  /** Milliseconds since 1970. */
  readonly started: number;
}

/** `mlflow:PATH#RUN`, where RUN is an id, a name, or EXPERIMENT/latest. */
export interface MlflowRef {
  readonly path: string;
  readonly run: string;
}

export const MLFLOW_FORM =
  'mlflow:PATH#RUN: PATH is mlruns or mlflow.db, RUN an id, a name or EXPERIMENT/latest';
const PREFIX = 'mlflow:';

export function isMlflow(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** Throws a usage error where a part is missing. */
export function parseMlflow(text: string): MlflowRef {
  const rest = text.slice(PREFIX.length);
  const split = rest.lastIndexOf('#');
  const [path, run] = [rest.slice(0, Math.max(split, 0)), rest.slice(split + 1)];
  if (!isMlflow(text) || path === '' || run === '') {
    throw usageError({
      message: `${JSON.stringify(text)} does not say which run of MLflow is meant`,
      expected: MLFLOW_FORM,
    });
  }
  return { path, run };
}

export function showMlflow({ path, run }: MlflowRef): string {
  return `${PREFIX}${path}#${run}`;
}

const LATEST = /^(.+)\/latest$/s;
const SHOWN = 5;

/**
 * The run that is meant. Throws a usage error: none, several of one name, a deleted one, one that did not finish. The
 * latest of an experiment is the one that was started last; that it failed must not bring an older one forward.
 */
export function chooseRun(runs: readonly Run[], wanted: string, shown: string): Run {
  const problem = (message: string, more: Omit<Problem, 'message' | 'where'> = {}) =>
    usageError({ where: { file: shown }, message, ...more });
  const experiment = LATEST.exec(wanted)?.[1];
  const byId = runs.filter((run) => run.id === wanted);
  const byName = runs.filter((run) => run.name === wanted);
  const living = byName.filter((run) => !run.deleted);
  const latest = runs
    .filter((run) => run.experiment === experiment && !run.deleted)
    .sort((a, b) => b.started - a.started);
  const matching = byId.length > 0 ? byId : living.length > 0 ? living : byName.length > 0 ? byName : latest;
  const [found, other] = matching;
  if (found === undefined) {
    const experiments = [...new Set(runs.filter((run) => !run.deleted).map((run) => run.experiment))];
    const names = runs.filter((run) => !run.deleted).map((run) => run.name);
    throw problem(
      experiment === undefined
        ? `there is no run with the id or name ${wanted}`
        : `there is no run in an experiment ${experiment}`,
      {
        expected:
          runs.length === 0
            ? 'a store with runs'
            : `one of ${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ', …' : ''}, or ${experiments
                .map((name) => `${name}/latest`)
                .slice(0, SHOWN)
                .join(', ')}`,
      },
    );
  }
  if (matching !== latest && other !== undefined) {
    throw problem(`${matching.length} runs have the name ${wanted}`, {
      expected: `one of their ids: ${matching
        .map((run) => run.id)
        .slice(0, SHOWN)
        .join(', ')}`,
    });
  }
  if (matching === latest && other !== undefined && other.started === found.started) {
    throw problem(`two runs of ${experiment} were started at once, and both are the latest`, {
      expected: `one of their ids: ${found.id}, ${other.id}`,
    });
  }
  if (found.deleted) throw problem(`the run ${wanted} was deleted`, { fix: 'restore it, or name another' });
  if (found.status !== 'FINISHED') {
    throw problem(
      `the run ${found.name || found.id} has the status ${found.status}: its metrics may not be all`,
      {
        expected: 'status FINISHED',
      },
    );
  }
  return found;
}
