/** The workflow of `examples/workflows/` that profiles one dataset on several machines. */
import { REPOSITORY } from '../../version.js';

const CHECKOUT = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';
const UPLOAD = 'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0';
const DOWNLOAD = 'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1';

/**
 * Three jobs: one shard gives the bins, every shard is counted in them, the counts are added up. A shard whose data
 * fails its checks gives no profile, so the last job does not run.
 */
export function profileInShards({ folder }: { readonly folder: string }): string {
  const inFolder = (path: string) => (folder === '.' ? path : `${folder}/${path}`);
  const checkout = `      - name: Check out
        uses: ${CHECKOUT}
        with:
          persist-credentials: false
      # Fetch the data here, where the repository does not hold them: each machine needs them all, or at least the
      # same list of files.
`;
  const profile = (inputs: readonly string[]) => `      - name: Profile
        uses: ${REPOSITORY}/actions/profile@v1
        with:
          working-directory: '${folder}'
${inputs.map((line) => `          ${line}\n`).join('')}`;
  const upload = (name: string, file: string) => `      - name: Upload
        uses: ${UPLOAD}
        with:
          name: ${name}
          path: ${inFolder(file)}
          if-no-files-found: error
`;
  const download = (pattern: string) => `      - name: Download
        uses: ${DOWNLOAD}
        with:
          pattern: ${pattern}
          path: ${inFolder('profiles')}
          merge-multiple: true
`;
  return `name: Profile a large dataset on several machines

on:
  workflow_dispatch:

permissions: {}

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: false

jobs:
  edges:
    name: Bins
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read # to check out
    steps:
${checkout}      # One part of the data gives the bins; the profile of production does too: edges: registry:production
${profile(['dataset: train', 'shard: 1/4', 'name: edges', 'output: profiles/edges.json'])}${upload('profile-edges', 'profiles/edges.json')}
  shard:
    name: Shard \${{ matrix.shard }}
    needs: edges
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read # to check out
    strategy:
      matrix:
        shard: [1, 2, 3, 4]
    steps:
${checkout}${download('profile-edges')}${profile([
  'dataset: train',
  'shard: ${{ matrix.shard }}/4',
  'edges: profiles/edges.json',
  'name: shard-${{ matrix.shard }}',
  'output: profiles/shard-${{ matrix.shard }}.json',
])}${upload('profile-shard-${{ matrix.shard }}', 'profiles/shard-${{ matrix.shard }}.json')}
  merge:
    name: Merge
    needs: shard
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read # to check out
    steps:
      - name: Check out
        uses: ${CHECKOUT}
        with:
          persist-credentials: false
${download('profile-shard-*')}${profile(['merge: profiles/shard-*.json', 'output: profiles/train.json'])}${upload('profile-train', 'profiles/train.json')}`;
}
