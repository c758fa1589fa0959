/** `assay deploy`: brings an approved version to a target, proves that it is serving, moves the target's alias. */
import { usageError } from '../base/index.js';
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
import { GITHUB_OPTIONS, GITHUB_PERMISSIONS, onGitHub } from './delivery/on-github.js';
import { approvalsNow, needBreakGlassRight, noDoor, recordReviews } from './github/approvals-now.js';

export default defineCommand({
  name: 'deploy',
  summary: "bring a version to a target, prove that it is serving, move the target's alias",
  details:
    'Checks the approvals and the target named by `after` at this moment. The files appear complete, one small ' +
    'file is replaced, and what is serving is read back: from the folder or bucket, and from the server where the ' +
    'target names one. Only then the alias moves. Where something does not agree the version before is served again. A ' +
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
    'break-glass': {
      type: 'string',
      value: 'REASON',
      summary: 'deploy although approvals are missing; the reason is recorded and shown everywhere',
    },
    ...GITHUB_OPTIONS,
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
    {
      run: 'assay deploy --target production --version 3 --break-glass "the served model is down, nobody is awake"',
      does: 'deploy without the approvals, and have that shown everywhere',
    },
  ],
  outputs: MOVE_OUTPUTS,
  permissions: {
    contents: 'read; write where the registry is kept in a branch',
    ...GITHUB_PERMISSIONS,
    actions: 'read: to count reviewers of the environment',
    'pull-requests': 'read: to count reviewers of the environment, of whom none may have made the version',
  },
  async run({ ctx, host, options }) {
    const breakGlass = options['break-glass'];
    if (breakGlass !== undefined && breakGlass.trim().length < 10) {
      throw usageError({
        message: '--break-glass needs a reason that somebody understands later',
        expected: 'at least 10 characters',
      });
    }
    const delivery = await openDelivery(ctx, host, options);
    const { config, registry, actor } = delivery;
    const target = targetMeant(config, options.target);
    const version = await versionMeant(delivery, options.version);
    const github = await onGitHub(ctx, host, delivery, options.target, options);
    const { door } = github;
    if (breakGlass !== undefined && host.kind === 'github') {
      if (door === null) throw noDoor();
      const why = await needBreakGlassRight(door, actor);
      if (why !== null) throw usageError({ message: why, fix: 'ask someone who maintains the repository' });
    }
    const { run } = delivery.session.workspace;
    if (door !== null && target.approvals > 0) {
      const reviews = await recordReviews({
        ctx,
        door,
        registry,
        config,
        version,
        target: options.target,
        environment: github.environment,
        run,
      });
      if (reviews !== null) ctx.log.info(reviews);
    }
    const decisions = await registry.decisions(config.model, version.entry.version);
    const { revoked, notChecked } = await approvalsNow(
      door,
      config,
      options.target,
      decisions,
      host.kind === 'github',
    );
    const move = await deliveryTo(ctx, delivery, options.target, version, options.reason);
    const report = await github.move(version, (begun) =>
      deploy({
        ...move,
        begun,
        policy: policyOf(target),
        after: target.after ?? null,
        expectDigest: options['expect-digest'] ?? null,
        now: ctx.now,
        revoked,
        breakGlass: breakGlass?.trim() ?? null,
      }),
    );
    const whole = { ...report, notChecked: [...report.notChecked, ...notChecked] };
    return finishMove(
      ctx,
      delivery,
      'deploy',
      options.name,
      version,
      options.target,
      whole,
      breakGlass?.trim(),
    );
  },
});
