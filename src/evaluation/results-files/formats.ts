/** Names of the tools whose results are read; light, because the options of a command list them. */
export const RESULT_FORMATS = ['promptfoo', 'inspect', 'lm-eval', 'deepeval', 'mlflow'] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];
