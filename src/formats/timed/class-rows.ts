import { resolver } from '../../core/references';
import type { FoundLabels } from '../label-format';
import { columnsOf, parsedRows, readingOf } from '../rows/reading';
import { rows } from '../rows/rows';
import type { RowsSet } from '../rows/set';
import type { Tree } from '../tree';
import { unreadTimes } from './unread-times';

/**
 * Tables that say classes, texts or numbers of whole clips: AudioFolder and VideoFolder metadata, ESC-50, UrbanSound8K.
 * Those with columns that may say when or where something happens, and are not read, keep their clips as they are.
 */
export const classRows = {
  async find(tree: Tree): Promise<readonly FoundLabels[]> {
    const resolve = resolver(tree.media.map(({ path }) => path));
    const found = (await rows.find(tree)) as readonly FoundLabels<RowsSet>[];
    return Promise.all(
      found.map(async (one): Promise<FoundLabels> => {
        const { set } = one;
        const unread =
          set.reading.kind === 'list'
            ? []
            : await unreadKeys(tree, set, (name) => resolve(name, set.file) !== undefined);
        if (unread.length === 0 && !set.place) return one;
        const names = [...unread, ...(set.place ? ['boxes'] : [])].map((name) => `“${name}”`).join(', ');
        const note = `${names} in ${set.file} may say when or where something happens, in a way that is not known here: these clips are not moved in time or place, and the rows go along as they are.`;
        return { ...one, set: { ...set, nature: 'unknown', note } };
      }),
    );
  },
};

async function unreadKeys(tree: Tree, { file, fileKey }: RowsSet, isFile: (name: string) => boolean) {
  const bytes = await tree.bytes(tree.rest.find(({ path }) => path === file)!);
  const table = bytes && (await readingOf(file, bytes, isFile, tree.codecs));
  if (!table) return [];
  return unreadTimes(columnsOf(table.reading, parsedRows(table)).filter(({ key }) => key !== fileKey));
}
