/** `assay deploy`: brings an approved version to a target, proves that it is serving, moves the target's alias. */
import { deploy, policyOf } from '../deployment/index.js';
import { defineCommand } from './command.js';
import {
  deliveryTo,
  finishMove,
  MOVE_OUTPUTS,
  openDelivery,
  targetMeant,
  versionMeant,
} from './delivery/common.js';

export default defineCommand({
  name: 'deploy',
  summary: "bring a version to a target, prove that it is serving, move the target's alias",
  details:
    'Checks the approvals and the target named by `after` at this moment. The files appear complete, one small ' +
    'file is replaced, and what is serving is read back: from disk, and from the server where the target names ' +
    'one. Only then the alias moves. Where something does not agree the version before is served again. A ' +
    'deployment that crashed is simply run again.',
  options: {
    target: { type: 'string', value: 'NAME', required: true, summary: 'the target in assay.yaml' },
    version: {
      type: 'integer',
      value: 'NUMBER',
      summary: 'the version (absent: the one that this run registered)',
    },
    'expect-digest': {
      type: 'string',
      value: 'PREFIX',
      summary: 'refuse unless the digest begins so; guards against an older build winning',
    },
    reason: { type: 'string', value: 'TEXT', default: '', summary: 'why, for the record' },
    actor: {
      type: 'string',
      value: 'NAME',
      summary: "who deploys (absent: git's user.email)",
      notIn: ['action'],
    },
  },
  examples: [
    { run: 'assay deploy --target staging', does: 'deploy what this run registered' },
    { run: 'assay deploy --target production --version 3', does: 'deploy version 3 once it is approved' },
  ],
  outputs: MOVE_OUTPUTS,
  permissions: { contents: 'read; write where the registry is kept in a branch' },
  async run({ ctx, host, options }) {
    const delivery = await openDelivery(ctx, host, options);
    const target = targetMeant(delivery.config, options.target);
    const version = await versionMeant(delivery, options.version);
    const report = await deploy({
      ...(await deliveryTo(ctx, delivery, options.target, version, options.reason)),
      policy: policyOf(target),
      after: target.after ?? null,
      expectDigest: options['expect-digest'] ?? null,
      now: ctx.now,
    });
    return finishMove(delivery, 'deploy', options.name, version, options.target, report);
  },
});
