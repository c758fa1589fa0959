/** Names of the columns of predictions that Assay keeps. By themselves, so that naming them reads no data room. */
export const SCORE = 'score';
export const PREDICTION = 'prediction';
/** Followed by the label of the class. */
export const CLASS_SCORE = 'score:';
