/** The options of `register`. */
import type { OptionTable } from '../command.js';
import { PLACE_OPTIONS } from '../registry/place.js';

export const OPTIONS = {
  ...PLACE_OPTIONS,
  file: {
    type: 'string',
    value: 'FILE',
    summary:
      'the model to register, or models:/NAME@ALIAS, models:/NAME/VERSION, runs:/ID/PATH in MLflow (absent: the output `model` of this run)',
  },
  metrics: {
    type: 'string',
    value: 'FILE',
    summary: 'metrics that belong to --file, in any form that gate reads',
  },
  'approval-issue': {
    type: 'string',
    choices: ['auto', 'never'],
    default: 'auto',
    summary: 'on GitHub, open one issue for the version, where people approve it by a comment',
    notIn: ['cli'],
  },
  token: {
    type: 'string',
    summary: 'token for the API (absent: GITHUB_TOKEN or GH_TOKEN)',
    notIn: ['cli'],
  },
} as const satisfies OptionTable;
