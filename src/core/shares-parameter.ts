import type { Range, RangeParameter } from './parameters';

interface ShareWords {
  readonly title: string;
  readonly help?: string;
  readonly max?: number;
  readonly slider?: Range;
  readonly step?: number;
  readonly default: Range;
}

/** A share from nothing, which changes nothing, up to the whole or `max`, shown as percent. */
export function shareRange({ title, help, max = 1, slider, step = 0.01, default: usual }: ShareWords): RangeParameter {
  return {
    kind: 'range',
    title,
    ...(help !== undefined && { help }),
    min: 0,
    max,
    slider: slider ?? [0, max],
    step,
    neutral: 0,
    percent: true,
    default: usual,
  };
}
