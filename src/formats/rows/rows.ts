import type { Size } from '../../core/geometry';
import { variantReference } from '../../core/references';
import { type LabelledVariant, tableFormat } from '../label-format';
import type { PageCodecs } from '../table/parquet/file';
import { besideNames } from './beside';
import { classCells } from './classes';
import { findRows } from './find';
import { lengthCells } from './lengths';
import { listsRow, objectRow, rowObjects, typed } from './objects';
import { growParquet, parquetLines } from './parquet';
import type { RowsSet } from './set';
import { cellsByKey, openTable, splitRows, withCells } from './text';

/** Rows of one sample, as they stand in their table. */
interface SampleRows {
  readonly sample: string;
  readonly rows: readonly string[];
}

/**
 * Tables whose rows name files: CSV, TSV, JSON lines, Parquet, lists of a split. What is not about the place or the class of
 * something goes along as it is, in the order, delimiter and quotes of the table.
 */
export const rows = tableFormat<RowsSet, SampleRows>({
  name: 'rows',
  kind: 'table',
  find: findRows,
  async open(bytes, { reading, fileKey, file, held }, resolve, codecs) {
    const bySample = new Map<string, string[]>();
    const all = held ? [] : await rowsOf(bytes, reading, codecs); // nothing is added to lists of validation and test data
    for (const raw of all) {
      const sample = sampleIn(raw, reading, fileKey, (name) => resolve(name, file));
      if (sample === undefined) continue;
      const list = bySample.get(sample);
      if (list) list.push(raw);
      else bySample.set(sample, [raw]);
    }
    return (sample) => {
      const own = bySample.get(sample);
      return own && { sample, rows: own };
    };
  },
  read({ rows: own }, set, size) {
    let number = 1;
    const objects = own.flatMap((raw) => {
      const some = rowObjects(raw, number, set, size);
      number += some.length;
      return some;
    });
    const sized = objects.filter(({ box }) => box!.right > box!.left && box!.bottom > box!.top);
    const declared = declaredSize(own[0]!, set);
    return { objects: sized, ...(declared && { declared }) };
  },
  write(own, set, variant) {
    const common = commonCells(own, set, variant);
    if (!set.place) return { sample: own.sample, rows: own.rows.map((raw) => classRow(raw, set, common, variant)) };
    if ('boxes' in set.place) {
      return { sample: own.sample, rows: [listsRow(own.rows[0]!, variant.objects, set, common)] };
    }
    const objects = variant.objects.map((object) => objectRow(object, set, common, variant.size));
    return { sample: own.sample, rows: objects.length > 0 ? objects : emptyRows(own.rows, set, common) };
  },
  async grow(bytes, { reading, fileKey }, codecs, elsewhere) {
    const rename = (raw: string) =>
      withCells(raw, reading, { [fileKey]: elsewhere!.rename(String(cellsByKey(raw, reading)[fileKey])) });
    const change = elsewhere && rename;
    if (reading.kind === 'parquet') {
      const { add, parts } = await growParquet(bytes, codecs, change);
      return { add: (one) => [Buffer.concat(one.rows.flatMap(add))], parts };
    }
    const { own, row } = openTable(bytes, reading, change);
    return { add: (one) => [Buffer.concat(one.rows.map(row))], parts: () => [own, 0] };
  },
});

/** The rows of a table, without its header. */
async function rowsOf(bytes: Uint8Array, reading: RowsSet['reading'], codecs: PageCodecs): Promise<readonly string[]> {
  if (reading.kind === 'parquet') return parquetLines(bytes, codecs);
  const all = splitRows(bytes, reading.kind === 'delimited' && reading.quotes).rows.map(({ raw }) => raw);
  return reading.kind === 'delimited' && reading.header ? all.slice(1) : all;
}

function sampleIn(
  raw: string,
  reading: RowsSet['reading'],
  fileKey: string,
  resolve: (name: string) => string | undefined,
): string | undefined {
  try {
    return resolve(String(cellsByKey(raw, reading)[fileKey]));
  } catch {
    return undefined; // a broken row speaks of no sample
  }
}

function declaredSize(raw: string, set: RowsSet): Size | undefined {
  if (!set.size) return undefined;
  const cells = cellsByKey(raw, set.reading);
  const [width, height] = set.size.map((key) => Number(cells[key])) as [number, number];
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** A picture without objects keeps its rows without boxes; one that became so gets such a row where others have them. */
function emptyRows(own: readonly string[], set: RowsSet, common: Readonly<Record<string, string>>): readonly string[] {
  const { reading, place, classes, empties } = set;
  const empty = own.filter((raw) => rowObjects(raw, 1, set, { width: 1, height: 1 }).length === 0);
  if (empty.length > 0) return empty.map((raw) => withCells(raw, reading, common));
  if (!empties || !place || !('keys' in place)) return [];
  const keys = [...place.keys, ...(classes?.kind === 'one' ? [classes.key] : [])];
  const none = reading.kind === 'delimited' ? '' : null;
  return [withCells(own[0]!, reading, { ...common, ...Object.fromEntries(keys.map((key) => [key, none])) })];
}

/** What every row of a variant says. */
function commonCells({ sample, rows: own }: SampleRows, set: RowsSet, { output, size, seconds }: LabelledVariant) {
  const cells = cellsByKey(own[0]!, set.reading);
  const name = String(cells[set.fileKey]);
  const lengths = seconds ? lengthCells(cells, seconds) : {};
  const named = {
    ...lengths,
    ...besideNames(cells, set, output),
    [set.fileKey]: variantReference(name, sample, output),
  };
  return set.size ? { ...named, [set.size[0]]: `${size.width}`, [set.size[1]]: `${size.height}` } : named;
}

function classRow(
  raw: string,
  set: RowsSet,
  common: Readonly<Record<string, string>>,
  variant: LabelledVariant,
): string {
  const cells = cellsByKey(raw, set.reading);
  const partners = (variant.partners ?? []).map(({ rows: other, weight, rename }) => {
    const [first] = (other as SampleRows | undefined)?.rows ?? [];
    return { cells: first === undefined ? undefined : cellsByKey(first, set.reading), weight, rename };
  });
  const changed = variant.target
    ? classCells({ cells, rename: variant.rename }, set.classes, variant.target, partners)
    : {};
  return withCells(raw, set.reading, typed({ ...common, ...changed }, cells));
}
