/** `assay rollback`: brings back a version that the target has served before, without training or a new approval. */
import { rollback, rollbackAim } from '../deployment/index.js';
import { defineCommand } from './command.js';
import { deliveryTo, finishMove, MOVE_OUTPUTS, openDelivery, targetMeant } from './delivery/common.js';
import { GITHUB_OPTIONS, GITHUB_PERMISSIONS, onGitHub } from './delivery/on-github.js';

export default defineCommand({
  name: 'rollback',
  summary: 'bring back a version that a target has served before, with the same proof as a deployment',
  details:
    "Goes to an earlier entry of the target's own log: the version before the current one, or the one named. " +
    'A second rollback goes one further back. It needs the registry and a reason; no training, no new approval, ' +
    'no GitHub.',
  options: {
    target: { type: 'string', value: 'NAME', required: true, summary: 'the target in assay.yaml' },
    'to-version': {
      type: 'integer',
      value: 'NUMBER',
      summary: 'a version that the target has served (absent: the one before the current)',
    },
    reason: { type: 'string', value: 'TEXT', required: true, summary: 'why, for the record' },
    ...GITHUB_OPTIONS,
    actor: {
      type: 'string',
      value: 'NAME',
      summary: "who rolls back (absent: git's user.email)",
      notIn: ['action'],
    },
  },
  examples: [
    {
      run: 'assay rollback --target production --reason "complaints from the south"',
      does: 'serve the version before the current one again',
    },
  ],
  outputs: MOVE_OUTPUTS,
  permissions: { contents: 'read; write where the registry is kept in a branch', ...GITHUB_PERMISSIONS },
  async run({ ctx, host, options }) {
    const delivery = await openDelivery(ctx, host, options);
    const { config, registry } = delivery;
    targetMeant(config, options.target);
    const aim = await rollbackAim(registry, config.model, options.target, options['to-version'] ?? null);
    const move = await deliveryTo(ctx, delivery, options.target, aim.version, options.reason);
    const github = await onGitHub(ctx, host, delivery, options.target, options);
    const report = await github.move(aim.version, (begun) => rollback({ ...move, begun }, aim));
    return finishMove(ctx, delivery, 'rollback', options.name, aim.version, options.target, report);
  },
});
