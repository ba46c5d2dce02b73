import type { TextParameter } from './parameters';

/** Where the pictures lie that a step brings its own nearer to. */
export const targetFolder = {
  kind: 'text',
  title: 'Target pictures',
  help: 'A folder with pictures, from the dataset’s folder or absolute. Not one of validation or test data.',
  pick: 'folder',
  default: '',
} as const satisfies TextParameter;
