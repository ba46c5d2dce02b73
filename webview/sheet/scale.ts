import type { Estimated } from '../../src/core/tuning';

/** Distances between ticks that read well, as shares. */
const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25] as const;
const mostTicks = 6;

/** Where shares stand on an axis that holds all of them with their errors, in percent of its width; and its ticks. */
export function scaleOf(all: readonly Estimated[]) {
  const low = Math.min(...all.map(({ mean, error }) => mean - error));
  const high = Math.max(...all.map(({ mean, error }) => mean + error));
  const step = steps.find((s) => Math.ceil(high / s) - Math.floor(low / s) < mostTicks) ?? 0.5;
  const start = Math.floor(low / step) * step;
  const end = Math.max(start + step, Math.ceil(high / step) * step);
  const ticks: number[] = [];
  for (let i = 0; start + i * step <= end + 1e-9; i++) ticks.push(Number((start + i * step).toFixed(4)));
  return { ticks, at: (share: number) => Number(((100 * (share - start)) / (end - start)).toFixed(2)) };
}
