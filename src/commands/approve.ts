/** `assay approve`: records that a person lets a version through to a target. It moves nothing. */
import { defineCommand } from './command.js';
import { MOVE_OUTPUTS } from './delivery/common.js';
import { decideOn } from './delivery/decision.js';

export default defineCommand({
  name: 'approve',
  summary: 'record an approval of a model version for a target; moves nothing',
  details:
    'The approval is bound to the version, the digest of its manifest (which holds the evidence), the target, ' +
    'the place where the target stands now, and a time of expiry. It is checked again at the moment of ' +
    'deployment. Authors of a version cannot approve it, unless the target sets allow_self_approval.',
  options: {
    version: { type: 'integer', value: 'NUMBER', required: true, summary: 'the version that is approved' },
    target: {
      type: 'string',
      value: 'NAME',
      required: true,
      summary: 'the target (or alias) it may come to',
    },
    digest: {
      type: 'string',
      value: 'PREFIX',
      required: true,
      summary: 'the first 8 or more hex digits of the digest that you looked at',
    },
    verdict: {
      type: 'string',
      choices: ['pass', 'warn', 'inconclusive'],
      summary: "the gate's verdict, repeated; needed where it is inconclusive",
    },
    expires: {
      type: 'string',
      value: 'DURATION',
      summary: 'shorter life than the target allows, such as 24h',
    },
    reason: { type: 'string', value: 'TEXT', default: '', summary: 'why, for the record' },
    actor: {
      type: 'string',
      value: 'NAME',
      summary: "who approves (absent: git's user.email)",
      notIn: ['action'],
    },
  },
  examples: [
    {
      run: 'assay approve --version 3 --target production --digest 3f9a0c51',
      does: 'let version 3 through to production, if its digest begins so',
    },
  ],
  outputs: MOVE_OUTPUTS,
  permissions: { contents: 'read; write where the registry is kept in a branch' },
  run: ({ ctx, host, options }) =>
    decideOn({
      ctx,
      host,
      decision: 'approve',
      config: options.config,
      name: options.name,
      version: options.version,
      target: options.target,
      digest: options.digest,
      verdict: verdictOf(options.verdict),
      expires: options.expires,
      reason: options.reason,
      actor: options.actor,
    }),
});

function verdictOf(text: string | undefined): 'pass' | 'warn' | 'inconclusive' | undefined {
  return text === 'pass' || text === 'warn' || text === 'inconclusive' ? text : undefined;
}
