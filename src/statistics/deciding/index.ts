/**
 * What turns intervals into verdicts: the normal distribution, sample sizes, corrections for several tests. A door of
 * its own, because the gate starts with it and needs no more: Student's t, the binomial and the gamma function take
 * longer to load than the gate takes to decide.
 */
export { benjaminiHochberg, holm } from './multiplicity.js';
export { normalTail, z } from './normal.js';
export { type Power, pairsForProportions, pairsForVariance } from './sample-size.js';
