/** `assay reject`: records that a person keeps a version away from a target. Approvals before it no longer count. */
import { defineCommand } from './command.js';
import { MOVE_OUTPUTS } from './delivery/common.js';
import { decideOn } from './delivery/decision.js';

export default defineCommand({
  name: 'reject',
  summary: 'record a rejection of a model version for a target; moves nothing',
  details:
    'A rejection voids every approval given before it, whoever gave them. What is serving already goes on ' +
    'serving: use `assay rollback` to take it away.',
  options: {
    version: { type: 'integer', value: 'NUMBER', required: true, summary: 'the version that is rejected' },
    target: {
      type: 'string',
      value: 'NAME',
      required: true,
      summary: 'the target (or alias) it is kept from',
    },
    digest: {
      type: 'string',
      value: 'PREFIX',
      summary: 'the first 8 or more hex digits of its digest, as a check',
    },
    reason: { type: 'string', value: 'TEXT', required: true, summary: 'why, for the record' },
    actor: {
      type: 'string',
      value: 'NAME',
      summary: "who rejects (absent: git's user.email)",
      notIn: ['action'],
    },
  },
  examples: [
    {
      run: 'assay reject --version 3 --target production --reason "worse in the evening"',
      does: 'keep version 3 away from production',
    },
  ],
  outputs: MOVE_OUTPUTS,
  permissions: { contents: 'read; write where the registry is kept in a branch' },
  run: ({ ctx, host, options }) =>
    decideOn({
      ctx,
      host,
      decision: 'reject',
      config: options.config,
      name: options.name,
      version: options.version,
      target: options.target,
      digest: options.digest,
      verdict: undefined,
      expires: undefined,
      reason: options.reason,
      actor: options.actor,
    }),
});
