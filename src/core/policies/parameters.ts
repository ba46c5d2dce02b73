import { borderParameters } from '../borders';

/** The edges of moved pictures: gray, as in AutoAugment's own code, unless the user wants another. */
export const policyBorder = {
  border: { ...borderParameters.border, default: 'constant' },
  fill: { ...borderParameters.fill, default: [128, 128, 128] },
} as const;
