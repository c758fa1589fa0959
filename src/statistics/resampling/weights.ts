/** Resampling of any other statistic, from how often each example counts. */
import type { Generator } from '../random.js';
import { type Engine, JackknifeSums } from './engine.js';
import type { WeightStatistic } from './statistic.js';
import type { Units } from './units.js';

/** The statistic is computed at most about so often for the jackknife; more units are left out in groups. */
const GROUPS = 200;

export function weightsEngine({ n, value }: WeightStatistic, units: Units): Engine {
  const counts = new Float64Array(n);
  const drawn = new Float64Array(units.count);
  const places = units.strata.map((members) => new Uint32Array(members.length));
  const expand = () => {
    for (let i = 0; i < n; i++) {
      counts[i] = drawn[units.unitOf === null ? i : (units.unitOf[i] as number)] as number;
    }
  };
  return {
    estimate: value(counts.fill(1).slice()),
    units: units.count,
    draw(random: Generator) {
      drawn.fill(0);
      for (const [h, members] of units.strata.entries()) {
        const positions = places[h] as Uint32Array;
        random.positions(members.length, positions);
        for (let i = 0; i < positions.length; i++) {
          const unit = members[positions[i] as number] as number;
          drawn[unit] = (drawn[unit] as number) + 1;
        }
      }
      expand();
      return value(counts);
    },
    jackknife() {
      const found = new JackknifeSums();
      for (const members of units.strata) {
        const share = Math.max(2, Math.round((GROUPS * members.length) / units.count));
        const groups = Math.min(members.length, share);
        const values = new Float64Array(groups);
        for (let group = 0; group < groups; group++) {
          drawn.fill(1);
          for (let i = group; i < members.length; i += groups) drawn[members[i] as number] = 0;
          expand();
          values[group] = value(counts);
        }
        found.stratum(values);
      }
      return found.done();
    },
  };
}
