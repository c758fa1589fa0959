/** `assay profile`: writes a dataset's profile, the reference that later data is compared with. */
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { writeFileAtomic } from '../base/index.js';
import { defineCommand } from './command.js';
import { mergedProfile } from './profile/merge.js';
import { newProfile } from './profile/new.js';
import { checkProfileOptions, OPTIONS } from './profile/options.js';
import { openSession } from './session.js';

export default defineCommand({
  name: 'profile',
  summary: "write a dataset's profile, the reference for drift",
  details:
    'A profile holds exact counts on bins that are frozen from the data, moments and the most frequent categories; drift is computed from it without the rows. The dataset is validated first: data that fails its checks gives no profile. Several machines can share a dataset: each profiles one shard on the same edges, and `--merge` adds the shards up to the profile of the whole.',
  options: OPTIONS,
  examples: [
    { run: 'assay profile --dataset train --output train.profile.json', does: 'a dataset of assay.yaml' },
    {
      run: 'assay profile --data data/may.parquet --output may.profile.json',
      does: 'a file; no assay.yaml is needed',
    },
    {
      run: 'assay profile --dataset train --shard 2/8 --edges edges.profile.json --output shard-2.profile.json',
      does: 'the second of eight shards, on the bins of an earlier profile',
    },
    {
      run: "assay profile --merge 'shard-*.profile.json' --output train.profile.json",
      does: 'all shards together',
    },
  ],
  outputs: { profile: 'path of the profile, where --output was given' },
  permissions: { contents: 'read' },
  async run({ ctx, host, options }) {
    checkProfileOptions(options);
    const session = await openSession(ctx, host, {
      config: options.config,
      name: options.name,
      replaces: 'profile',
    });
    const named = options.name === undefined ? {} : { name: options.name };
    const { profile, text, body } =
      options.merge.length > 0
        ? await mergedProfile(session.place, options.merge)
        : await newProfile(ctx, session, options);
    const artifacts = [];
    if (profile !== null) {
      const { dataset, shard } = profile;
      // A shard is not named as a profile is, so that it never gets into a version as one.
      const part = shard === undefined ? '' : `.${shard.index}-of-${shard.of}`;
      const name = shard === undefined ? `profile:${dataset}` : `shard:${dataset}${part}`;
      artifacts.push(await session.workspace.keepBytes(name, `${dataset}${part}.profile.json`, text));
      if (options.output !== undefined) {
        const path = resolve(session.root, options.output);
        await mkdir(dirname(path), { recursive: true });
        await writeFileAtomic(path, text);
      }
    }
    const result = await session.finish({ command: 'profile', ...named, ...body, artifacts });
    const written = profile !== null && options.output !== undefined;
    return { result, ...(written ? { outputs: { profile: options.output ?? '' } } : {}) };
  },
});
