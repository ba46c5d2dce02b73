import type { ChoiceParameter } from './parameters';

/** Whom a mixing step takes, in the same words everywhere. */
export const partnerParameter = {
  kind: 'choice',
  title: 'Other picture',
  options: { any: 'Any', 'same class': 'Same class', 'other class': 'Other class' },
  default: 'any',
} as const satisfies ChoiceParameter;
