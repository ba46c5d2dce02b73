import type { RunProgress } from '../core/run';

const span = 5000; // ms over which the rate is taken
const every = 100; // ms between two reports

/** Counts what is done, and tells of it a few times a second, and at the end. */
export interface ProgressCount {
  add(count: number): void;
  /** Tells the last state, whatever the time. */
  end(): void;
}

/** `before`: done by an earlier run that this one goes on with; it does not count for the rate. */
export function countProgress(
  total: number,
  before: number,
  tell: (progress: RunProgress) => void = () => {},
): ProgressCount {
  let done = before;
  const marks: (readonly [time: number, done: number])[] = [[performance.now(), done]];
  let told = 0;
  const report = (now: number) => {
    told = now;
    marks.push([now, done]);
    while (marks.length > 2 && now - marks[1]![0] >= span) marks.shift();
    const first = marks[0]!;
    const seconds = (now - first[0]) / 1000;
    const rate = seconds > 0 ? (done - first[1]) / seconds : 0;
    tell({ done, total, rate, ...(rate > 0 && { secondsLeft: (total - done) / rate }) });
  };
  return {
    add(count) {
      done += count;
      const now = performance.now();
      if (now - told >= every) report(now);
    },
    end: () => report(performance.now()),
  };
}
