import { describe, expect, it } from 'vitest';
import { Pace } from './pace.js';

/** A clock that is set by hand, and a die that always shows the same. */
function at(die: number) {
  const clock = { now: 0 };
  return {
    clock,
    pace: new Pace(
      () => clock.now,
      () => die,
    ),
  };
}

describe('courtesy', () => {
  it('costs nothing while nobody else writes', () => {
    const { pace } = at(0.5);
    pace.tried(800);
    expect(pace.courtesy()).toBeNull();
  });

  it('leaves room for the slowest attempt that was seen lately, until the others are gone', () => {
    const { clock, pace } = at(0.5);
    pace.meet();
    expect(pace.courtesy()).toBe(0);
    pace.tried(800);
    pace.tried(100);
    expect(pace.courtesy()).toBe(800);
    clock.now = 29_999;
    pace.tried(50);
    expect(pace.courtesy()).toBe(800);
    clock.now = 30_000;
    expect(pace.courtesy()).toBeNull();
    pace.meet();
    // The attempt of 800 ms is too long ago.
    expect(pace.courtesy()).toBe(50);
  });
});

describe('the failures of a write', () => {
  it('waits longer with each, and never longer than three seconds', () => {
    const trial = at(1).pace.trial();
    const waits = Array.from({ length: 8 }, () => trial.next({ moved: true, lost: 0 }));
    expect(waits).toEqual([100, 200, 400, 800, 1600, 3000, 3000, 3000]);
  });

  it('goes on for ten minutes while others win, however many they are', () => {
    const { clock, pace } = at(0);
    const trial = pace.trial();
    for (let lost = 0; lost < 1000; lost += 1) {
      clock.now += 599;
      expect(trial.next({ moved: true, lost: 0 })).toBe(0);
    }
    clock.now = 600_000;
    expect(trial.next({ moved: true, lost: 0 })).toBeNull();
    expect(trial.stuck).toBe(false);
    expect(String(trial)).toBe('1001 tries in 600 s');
  });

  it('ends after 32 in a row where nobody won, and begins to count anew where somebody did', () => {
    const trial = at(0).pace.trial();
    const refused = (times: number) =>
      Array.from({ length: times }, () => trial.next({ moved: false, lost: 0 }));
    expect(refused(31)).not.toContain(null);
    expect(trial.next({ moved: true, lost: 0 })).toBe(0);
    expect(refused(31)).not.toContain(null);
    expect(refused(1)).toEqual([null]);
    expect(trial.stuck).toBe(true);
  });
});
