/** What act says, line by line of its `--json`: which job runs now, what it printed, its summaries and its end. */

export interface JobEnd {
  readonly id: string;
  readonly name: string;
  readonly result: string;
}

interface Line {
  readonly msg: string;
  readonly job?: string;
  readonly jobID?: string;
  readonly stage?: string;
  readonly jobResult?: string;
  readonly raw_output?: boolean;
  readonly command?: string;
  readonly content?: string;
}

/** Look-ups of act in its own workspace, and the texts of scripts, which hold messages that were never printed. */
const NOISE =
  /^(unable to get git|Couldn't get a valid docker|LocalRepositoryCache)|Run (Pre|Post|Complete|Set up job)|Success - |set -euo|\*\*\*$/;

export class Told {
  readonly jobs: JobEnd[] = [];
  /** Of each job that wrote some, in order. */
  readonly summaries: { readonly job: string; readonly text: string }[] = [];
  readonly #lines: string[] = [];
  #rest = '';

  /** `begins` hears of each step before it begins, with the id of its job. */
  constructor(private readonly begins: (job: string) => void) {}

  get log(): string {
    return this.#lines.join('\n');
  }

  take(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') this.#hear(line);
  }

  #hear(text: string): void {
    let line: Line;
    try {
      line = JSON.parse(text) as Line;
    } catch {
      // act's own failures before a run begins are plain text.
      this.#lines.push(text);
      return;
    }
    const { msg, jobID = '' } = line;
    // Padded to the longest name of the run.
    const job = line.job?.trim() ?? '';
    if (line.stage === 'Main') this.begins(jobID);
    if (line.command === 'summary') {
      const last = this.summaries.at(-1);
      // A composite action hands up what its steps wrote.
      if (last?.job !== job || last.text !== line.content) {
        this.summaries.push({ job, text: line.content ?? '' });
      }
      return;
    }
    if (line.jobResult !== undefined) this.jobs.push({ id: jobID, name: job, result: line.jobResult });
    if (NOISE.test(msg)) return;
    const shown = line.raw_output ? `| ${msg.trimEnd()}` : msg.trimEnd();
    this.#lines.push(job === '' ? shown : `[${job}] ${shown}`);
  }
}
