/**
 * Keeps what each scene produced as files that a person reads in order: comments, checks, summaries, issues,
 * deployments, reports, the registry's log. Written anew after each run, so that a scene that fails leaves its part.
 */
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeCheck, FakeComment, FakeDeployment } from '../github/fake/index.js';
import type { Changes } from './snapshot.js';
import type { StagePlay } from './stage.js';
import { type Chapter, type Part, page, table } from './story-page.js';
import type { Played } from './world.js';

const MARKS: Readonly<Record<string, string>> = { success: '🟢', failure: '🔴', skipped: '⚪' };

export class Story {
  readonly #chapters: Chapter[] = [];
  #parts: Part[] = [];
  #folder = '';
  #runs = 0;

  /** `folder` null keeps nothing. */
  constructor(private readonly folder: string | null) {
    if (folder === null) return;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  begin(title: string, about: string): void {
    const number = String(this.#chapters.length + 1).padStart(2, '0');
    this.#folder = `${number}-${title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')}`;
    this.#parts = [];
    this.#runs = 0;
    this.#chapters.push({ title, about, folder: this.#folder, parts: this.#parts });
    if (this.folder !== null) mkdirSync(join(this.folder, this.#folder), { recursive: true });
  }

  /** One run of a workflow, and what it changed. */
  played(what: StagePlay, played: Played, changes: Changes, registry: string): void {
    if (this.folder === null) return;
    this.#runs += 1;
    const { event, workflow, actor, ref = 'main', attempt = 1 } = what;
    const told = event === 'issue_comment' ? commentOf(what) : `**${event}** by ${actor} on \`${ref}\``;
    const again = attempt > 1 ? `, attempt ${attempt}` : '';
    const jobs = played.jobs.map(
      ({ name, result }) => `- ${MARKS[result] ?? '⚪'} ${name.replaceAll('/', ' / ')}`,
    );
    this.#add({
      title: `${told} → \`${workflow}\`, run ${played.runId}${again}`,
      text: jobs.join('\n'),
      heading: true,
    });
    for (const { is, now } of changes.comments) this.#comment(is, now);
    for (const { is, now } of changes.issues) {
      const word = now.state === 'closed' ? 'closed' : is === 'new' ? 'opened' : 'written anew';
      const text = `### ${now.title}\n\n${now.body}`;
      this.#add({
        title: `Issue #${now.number} (${word})`,
        text,
        file: `issue-${now.number}.md`,
        framed: true,
      });
    }
    for (const { now } of changes.checks) this.#check(now);
    for (const [index, { job, text }] of played.summaries.entries()) {
      const name = job.split('/').at(-1)?.trim() ?? job;
      const file = `summary-${index + 1}.md`;
      this.#add({ title: `Job summary of "${name}"`, text, file, framed: true, folded: true });
    }
    if (changes.deployments.length > 0) this.#deployments(changes.deployments.map(({ now }) => now));
    for (const { kind, name, payload } of changes.dispatches) {
      const text = `\`\`\`json\n${JSON.stringify(payload ?? {}, null, 2)}\n\`\`\``;
      this.#add({ title: `Sent: ${kind}_dispatch ${name}`, text });
    }
    for (const [name, folder] of Object.entries(played.artifacts)) {
      const report = join(folder, 'report.html');
      if (existsSync(report)) this.#file(`report.html of the artifact ${name}`, 'report.html', report);
    }
    this.#add({
      title: 'Log of the run',
      text: fenced(played.log),
      file: 'log.txt',
      plain: played.log,
      only: true,
    });
    if (registry !== '') {
      this.#add({
        title: 'Log of the registry',
        text: fenced(registry),
        file: 'registry.txt',
        plain: registry,
        only: true,
      });
    }
    this.#write();
  }

  #comment(is: string, { issue, login, body, id }: FakeComment): void {
    const title = `Comment on #${issue} by ${login} (${is === 'new' ? 'new' : 'updated'})`;
    this.#add({ title, text: body, file: `comment-${issue}-${id}.md`, framed: true });
  }

  #check(check: FakeCheck): void {
    const { name, status, conclusion, head_sha: sha, output, annotations, id } = check;
    const notes = annotations.map((note) => [
      note.annotation_level,
      `${note.path}:${note.start_line}`,
      note.title ?? '',
      note.message,
    ]);
    const listed = notes.length === 0 ? '' : `\n\n${table(['level', 'where', 'title', 'message'], notes)}`;
    const text = `### ${output.title ?? ''}\n\n${output.summary ?? ''}${listed}`;
    const title = `Check "${name}" of ${sha.slice(0, 8)}: ${status}${conclusion === null ? '' : `, ${conclusion}`}`;
    this.#add({ title, text, file: `check-${id}.md`, framed: true, folded: true });
    this.#save(`check-${id}.json`, `${JSON.stringify(check, null, 2)}\n`);
  }

  #deployments(all: readonly FakeDeployment[]): void {
    const rows = all.map(({ environment, payload, statuses, id, task }) => [
      String(id),
      environment,
      task === 'deploy:assay' ? JSON.stringify(payload) : "the job's own (`environment:`)",
      statuses
        .map(({ state, description }) => (description ? `${state} (${description})` : state))
        .join(' → '),
    ]);
    const text = table(['id', 'environment', 'of', 'states'], rows);
    this.#add({ title: 'GitHub Deployments', text, file: 'deployments.md' });
    this.#save('deployments.json', `${JSON.stringify(all, null, 2)}\n`);
  }

  #add(part: Omit<Part, 'file'> & { readonly file?: string; readonly plain?: string }): void {
    const { file, plain, ...rest } = part;
    const saved = file === undefined ? null : this.#save(file, plain ?? `${part.text}\n`);
    this.#parts.push({ ...rest, ...(saved === null ? {} : { file: saved }) });
  }

  /** Several runs of a scene keep their files side by side. */
  #name(file: string): string {
    return `${this.#folder}/${this.#runs > 1 ? `${this.#runs}-` : ''}${file}`;
  }

  #save(file: string, text: string): string {
    const name = this.#name(file);
    if (this.folder !== null) writeFileSync(join(this.folder, name), text);
    return name;
  }

  #file(title: string, file: string, from: string): void {
    const name = this.#name(file);
    if (this.folder !== null) copyFileSync(from, join(this.folder, name));
    this.#parts.push({ title, text: '', file: name, only: true });
  }

  #write(): void {
    if (this.folder === null) return;
    const { html, markdown } = page(this.#chapters);
    writeFileSync(join(this.folder, 'index.html'), html);
    writeFileSync(join(this.folder, 'README.md'), markdown);
  }
}

function commentOf({ payload = {} }: StagePlay): string {
  const { comment, issue } = payload as {
    comment: { body: string; user: { login: string } };
    issue: { number: number };
  };
  return `**${comment.user.login}** on #${issue.number}: \`${comment.body}\``;
}

const fenced = (text: string) => `\`\`\`text\n${text}\n\`\`\``;
