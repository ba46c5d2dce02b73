import type { FoundLabels } from '../label-format';
import { rows } from '../rows/rows';
import type { RowsSet } from '../rows/set';
import type { Tree } from '../tree';
import { unreadTimes } from './columns';

/**
 * Tables that say classes, texts or numbers of whole clips: AudioFolder and VideoFolder metadata, ESC-50, UrbanSound8K.
 * Those with columns that may say when or where something happens, and are not read, keep their clips as they are.
 */
export const classRows = {
  async find(tree: Tree): Promise<readonly FoundLabels[]> {
    const found = (await rows.find(tree)) as readonly FoundLabels<RowsSet>[];
    return found.map((one): FoundLabels => {
      const { set } = one;
      const unread = set.reading.kind === 'delimited' ? unreadKeys(set) : [];
      if (unread.length === 0 && !set.place) return one;
      const names = [...unread, ...(set.place ? ['boxes'] : [])].map((name) => `“${name}”`).join(', ');
      const note = `${names} in ${set.file} may say when or where something happens, in a way that is not known here: these clips are not moved in time or place, and the rows go along as they are.`;
      return { ...one, set: { ...set, nature: 'unknown', note } };
    });
  },
};

const unreadKeys = ({ reading, fileKey }: RowsSet): readonly string[] =>
  reading.kind === 'delimited'
    ? unreadTimes(reading.columns.filter((key) => key !== fileKey).map((key) => ({ key, values: [0] })))
    : [];
