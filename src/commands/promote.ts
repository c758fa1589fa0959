/** `assay promote`: moves an alias that is no target's, for teams whose own servers read it. */
import { usageError } from '../base/index.js';
import { ALIAS_POLICY, promote } from '../deployment/index.js';
import { defineCommand } from './command.js';
import { finishMove, MOVE_OUTPUTS, openDelivery, versionMeant } from './delivery/common.js';
import { approvalsNow } from './github/approvals-now.js';
import { githubDoor } from './github/connect.js';
import { signatureState } from './signatures.js';

export default defineCommand({
  name: 'promote',
  summary: "move an alias that is no target's, with the same approval check",
  details:
    'For teams whose own servers read the alias. One approval by someone other than the authors is needed. ' +
    'What is serving is not checked: nobody but you knows who reads the alias.',
  options: {
    alias: { type: 'string', value: 'NAME', required: true, summary: 'the alias; it may be new' },
    version: {
      type: 'integer',
      value: 'NUMBER',
      summary: 'the version (absent: the one that this run registered)',
    },
    'expect-digest': { type: 'string', value: 'PREFIX', summary: 'refuse unless the digest begins so' },
    reason: { type: 'string', value: 'TEXT', default: '', summary: 'why, for the record' },
    token: {
      type: 'string',
      summary:
        'token for the API, which is asked whether people who approved there may still decide (absent: GITHUB_TOKEN or GH_TOKEN)',
      notIn: ['cli'],
    },
    actor: {
      type: 'string',
      value: 'NAME',
      summary: "who promotes (absent: git's user.email)",
      notIn: ['action'],
    },
  },
  examples: [
    { run: 'assay promote --alias champion --version 3', does: 'let the alias champion name version 3' },
  ],
  outputs: MOVE_OUTPUTS,
  permissions: { contents: 'read; write where the registry is kept in a branch' },
  async run({ ctx, host, options }) {
    const delivery = await openDelivery(ctx, host, options);
    if (Object.hasOwn(delivery.config.targets, options.alias)) {
      throw usageError({
        message: `${options.alias} is a target: its alias says what is proved to be serving there`,
        fix: `run \`assay deploy --target ${options.alias}\``,
      });
    }
    const version = await versionMeant(delivery, options.version);
    const decisions = await delivery.registry.decisions(version.entry.model, version.entry.version);
    const { revoked, notChecked } = await approvalsNow(
      await githubDoor(ctx, host, delivery.config.root, options.token),
      delivery.config,
      options.alias,
      decisions,
      host.kind === 'github',
    );
    const report = await promote({
      registry: delivery.registry,
      version,
      name: options.alias,
      actor: delivery.actor,
      run: delivery.session.workspace.run.id,
      reason: options.reason,
      policy: ALIAS_POLICY,
      expectDigest: options['expect-digest'] ?? null,
      now: ctx.now,
      decisions,
      revoked,
      signed: await signatureState(ctx, delivery.registry, delivery.config, version, null),
    });
    const whole = { ...report, notChecked: [...report.notChecked, ...notChecked] };
    return finishMove(ctx, delivery, 'promote', options.name, version, options.alias, whole);
  },
});
