/**
 * What the host and the publishing say, as one table, so that each can be found in docs/troubleshooting.md: the words
 * before the first `{…}` stand there in a heading, which test/docs.test.ts holds. Needs no API client.
 */
export const MESSAGES = {
  unreachable: 'GitHub could not be reached ({call}): {reason}',
  unreadable: 'the answer of GitHub could not be read ({call}): {reason}',
  limited: "GitHub's rate limit is used up ({call}): {reason}{reset}",
  failing: 'GitHub answered {status} ({call}): {reason}',
  refused: 'GitHub refused the {part} ({status}): {reason}',
  noToken: 'there is no token, so no {part} was posted',
  noRepository: 'the repository on GitHub is not known',
  noPull: 'this run belongs to no open pull request',
  noCommit: 'the commit of this run is not known',
  noChecks: 'this server has no check runs',
  newer: 'a newer run has its report in the comment already ({commit})',
  summaryFull: 'the summary of this step is full (1 MiB)',
  noStep: 'this is no step of a workflow',
  leftOpen: 'the check run could not be completed: {reason}',
  endedEarly: 'publishing ended before the report was complete',
  nothingOpen: 'no check run of this run was left open',
  closed: 'the job that opened this check run ended without completing it',
  closeAlone: '--close publishes nothing, so it takes no --{option}',
  badKey: '--key {key} cannot mark a comment',
  badPart: '--only {part} is nothing that is published',
  badRepository: '--repository {name} names no repository',
  noVariable: 'GITHUB_ACTIONS is true, but {name} is not set',
  badVariable: 'the variable {name} is {value}, and no number of an attempt',
  unknownRun: 'there is no run {run} in this repository',
  noArtifact: 'run {run} has no artifact {name}',
  artifactExpired: 'the artifact {name} of run {run} has expired',
  artifactsRefused: 'GitHub refused to show the artifacts of runs ({status}): {reason}',
  downloadFailed: 'the artifact {name} could not be downloaded: {reason}',
  resultsRefused: 'the results of run {run} were refused: {reason}',
  pullMoved: 'the head of pull request {number} is another commit than that of the run',
  pullClosed: 'the pull request of this run is closed ({number})',
  fromRunAlone: '--from-run says which results and which pull request, so it takes no --{option}',
  artifactAlone: '--artifact says where the results of another run are, and no run is named',
  needsToken: 'there is no token to ask GitHub about run {run}',
  neverRegistered: 'these are results of a fork, which are never registered ({fork})',
  baselineToken: 'there is no token to look for the result of the merge base',
  baselineBranch: 'the branch that this change goes to is not known',
  noMergeBase: 'GitHub knows no merge base of {branch} and {commit}',
  noBaseResult: 'no run on {branch} has a result of the merge base {commit} or of a commit before it',
  baseRefused: 'the artifact {name} of run {run}, the baseline, was refused: {reason}',
  editsUnknown: 'whether the text of issue {number} was changed could not be asked: {reason}',
  badEvent: 'the event payload of {event} cannot be read: {reason}',
} as const;

type Names<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/** A message of the table with its values. */
export function message<K extends keyof typeof MESSAGES>(
  id: K,
  values: Readonly<Record<Names<(typeof MESSAGES)[K]>, string | number>>,
): string {
  return MESSAGES[id].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(Object.entries(values).find(([each]) => each === name)?.[1] ?? ''),
  );
}
