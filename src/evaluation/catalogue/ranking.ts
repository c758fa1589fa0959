/** Rows of the metrics of ranked queries. Those with a cut-off in the name are in `families.ts`. */
import { computed, type MetricInfo, type Row } from './info.js';

export const PER_QUERY =
  'mean over the queries that have a relevant row (a label above 0); equal scores count as the mean over all their orders';
export const NO_QUERY = 'no query has a relevant row; a label is negative; a score is missing';

export const ranked = (name: string, row: Pick<Row, 'definition' | 'source'>) =>
  computed(name, 'ranking', {
    ...row,
    definition: `${row.definition}; ${PER_QUERY}`,
    direction: 'higher',
    range: [0, 1],
    tasks: ['ranking'],
    undefinedWhen: NO_QUERY,
  });

export const RANKING: readonly MetricInfo[] = [
  ranked('ndcg', {
    definition: 'Σ label / log₂(1 + rank), over the same sum for the best order',
    source: 'Järvelin and Kekäläinen 2002; scikit-learn, sklearn.metrics.ndcg_score, ignore_ties=False',
  }),
  ranked('mrr', { definition: '1 / rank of the first relevant row', source: 'trec_eval, recip_rank' }),
  ranked('map', {
    definition: 'mean over the relevant rows of the precision down to each of them',
    source: 'trec_eval, map',
  }),
];
