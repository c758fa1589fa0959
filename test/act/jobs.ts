/**
 * What GitHub gives each job and act does not: the permissions of its token, and the environment it names. Read from
 * the workflow files by GitHub's rules, so that the fake refuses what GitHub would refuse.
 */
import { parse } from 'yaml';
import type { Access, Permission } from '../github/fake/index.js';

export type Grants = Readonly<Partial<Record<Permission, Access>>>;

export interface Job {
  readonly permissions: Grants;
  /** As written, with expressions; null where the job names none. */
  readonly environment: string | null;
}

interface Written {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly uses?: string;
  readonly environment?: string | { readonly name: string };
}
interface Workflow {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Written>>;
}

const OWN_CALL = /^assay-ml\/assay\/\.github\/workflows\/([\w.-]+)@v1$/;

/**
 * Jobs by id, those of called workflows too. `called` reads a reusable workflow of ours. A job of it that asks for
 * more than its caller has is an error, as GitHub starts no such run.
 */
export function jobsOf(text: string, called: (name: string) => string): ReadonlyMap<string, Job> {
  const workflow = parse(text) as Workflow;
  const jobs = new Map<string, Job>();
  for (const [id, job] of Object.entries(workflow.jobs)) {
    const permissions = grants(job.permissions ?? workflow.permissions);
    const name = OWN_CALL.exec(job.uses ?? '')?.[1];
    if (name === undefined) {
      jobs.set(id, { permissions, environment: environmentOf(job) });
      continue;
    }
    const inner = parse(called(name)) as Workflow;
    for (const [innerId, each] of Object.entries(inner.jobs)) {
      const asked = each.permissions ?? inner.permissions;
      const own = asked === undefined ? permissions : grants(asked);
      refuseMore(own, permissions, `${id} calls ${name}, whose job ${innerId}`);
      jobs.set(innerId, { permissions: own, environment: environmentOf(each) });
    }
  }
  return jobs;
}

/** The token of a run that a fork's pull request started may read what it might have written. */
export function readOnly(permissions: Grants): Grants {
  return Object.fromEntries(Object.keys(permissions).map((name) => [name, 'read']));
}

function grants(written: Readonly<Record<string, string>> = {}): Grants {
  return Object.fromEntries(
    Object.entries(written).map(([name, access]) => [name.replaceAll('-', '_'), access as Access]),
  );
}

function refuseMore(asked: Grants, had: Grants, who: string): void {
  for (const [name, access] of Object.entries(asked)) {
    const given = Object.entries(had).find(([other]) => other === name)?.[1];
    if (given === access || given === 'write') continue;
    throw new Error(`${who} asks for ${name}: ${access}, and the caller has ${given ?? 'none'}`);
  }
}

function environmentOf({ environment }: Written): string | null {
  return typeof environment === 'object' ? environment.name : (environment ?? null);
}
