import { baseOf, extensionOf, stemOf } from '../../core/names';
import { found, type LabelKind, type MediaStems } from '../label-kind';
import { parquetProblem } from '../rows/parquet';
import type { TreeFile } from '../tree';

const tableExtensions = ['csv', 'tsv', 'jsonl', 'ndjson', 'json', 'txt'];
const plainText = /^(readme|license|licence|copying|notice|changelog|citation|requirements)\b/i;
const rowsRead = 20;
const tablesRead = 200;

/** Tables that name the files, one row each or more: Hugging Face's metadata.*, Kaggle's train.csv, lists of a split. */
export const tables: LabelKind = {
  async find(tree, stems) {
    const files: string[] = [];
    const candidates = tree.rest.filter(({ path }) => isTableName(path) && !stems.at(path));
    for (const file of candidates.slice(0, tablesRead)) {
      if (/^metadata\.(csv|jsonl|parquet)$/i.test(baseOf(file.path)) || (await namesFiles(file, tree.head, stems))) {
        files.push(file.path);
      }
    }
    if (!files[0]?.toLowerCase().endsWith('.parquet')) return found('tables that name the files', files);
    const bytes = await tree.bytes(candidates.find(({ path }) => path === files[0])!);
    return { what: 'tables that name the files', files, why: bytes && (await parquetProblem(bytes, tree.codecs)) };
  },
};

const isTableName = (path: string): boolean =>
  (tableExtensions.includes(extensionOf(path).toLowerCase()) && !plainText.test(baseOf(path))) ||
  /^metadata\.parquet$/i.test(baseOf(path));

/** A file name of the dataset in some row, or stems of it in the first column of all rows. */
async function namesFiles(
  file: TreeFile,
  head: (file: TreeFile) => Promise<string>,
  stems: MediaStems,
): Promise<boolean> {
  const lines = (await head(file)).split(/\r?\n/).filter((line) => line.trim() !== '');
  const rows = lines.slice(0, rowsRead).map((line) => line.split(/[,;\t|"'\s]+/).filter((cell) => cell !== ''));
  const isFile = (cell: string) => /\.\w{2,5}$/.test(cell) && stems.has(stemOf(cell.replaceAll('\\', '/')));
  if (rows.some((cells) => cells.some(isFile))) return true;
  const isTable = ['csv', 'tsv'].includes(extensionOf(file.path).toLowerCase());
  const body = rows.slice(1);
  return isTable && body.length > 0 && body.every(([first]) => first !== undefined && stems.has(baseOf(first)));
}
