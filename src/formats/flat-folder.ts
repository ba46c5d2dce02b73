import { type LayoutFormat, sampleOf } from './layout';
import { filesIn } from './tree';

/** Samples without class folders, at any depth: nothing is known of what is in them. */
export const flatFolder: LayoutFormat = {
  name: 'flat folder',
  detect({ parts }) {
    const labels = [] as const;
    const samples = parts.flatMap(({ split, folder }) =>
      Array.from(filesIn(folder), (file) => sampleOf(file, split, labels)),
    );
    return { samples, outside: [], problems: [] };
  },
};
