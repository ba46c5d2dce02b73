import { rowName } from '../../core/table';
import type { PointCloud } from '../../protocol-tiles';
import type { TaskControl } from '../serve';
import type { NearRow, PlaceAsk, PlacedPoints } from './asks';
import { measuredRows } from './measure';
import { onPlane, type Plane, strongestPlane } from './principal';

/** What is held of a dataset: numbers to compare with (64 MB), numbers to find the plane by, points to draw. */
const [mostCompared, mostForPlane, mostDrawn] = [16_000_000, 1_000_000, 1500];

interface Space {
  readonly plane: Plane;
  readonly cloud: PointCloud;
  /** The rows that are compared with. */
  readonly data: Float32Array;
  readonly names: readonly string[];
  readonly labelOf: readonly (string | undefined)[];
}

/** The dataset that was looked at last: this runs in a process of its own. */
let last: { readonly key: string; readonly space: Promise<Space> } | undefined;

/** Where a row lies among the others before and after, with the nearest other row (Euclidean) of each. */
export async function placeRow(ask: PlaceAsk, control: TaskControl): Promise<PlacedPoints> {
  if (last?.key !== ask.key) {
    const space = openSpace(ask, control);
    last = { key: ask.key, space };
    space.catch(() => {
      last = undefined;
    });
  }
  const space = await last.space;
  const { mean, deviation } = ask.scales;
  const [before, after] = [ask.before, ask.after].map((row) => row.map((v, i) => (Number.isFinite(v) ? v : mean[i]!)));
  const moved = before!.reduce((sum, value, i) => {
    const away = after![i]! - value;
    return sum + (deviation[i]! > 0 ? (away / deviation[i]!) ** 2 : 0);
  }, 0);
  const [nearestBefore, nearestAfter] = [before!, after!].map((row) => nearest(space, row, ask.row));
  return {
    before: onPlane(before!, mean, space.plane),
    after: onPlane(after!, mean, space.plane),
    moved: Math.sqrt(moved),
    ...(nearestBefore && { nearestBefore }),
    ...(nearestAfter && { nearestAfter }),
    cloud: space.cloud,
  };
}

async function openSpace({ corpus, width, scales: { mean } }: PlaceAsk, control: TaskControl): Promise<Space> {
  const rows = corpus.reduce((sum, { taken }) => sum + taken.reduce((n, one) => n + one, 0), 0);
  const wanted = Math.min(rows, Math.max(2, Math.floor(mostCompared / width)));
  const evenly = (n: number, count: number, of: number) =>
    Math.floor((n * count) / of) !== Math.floor(((n - 1) * count) / of);
  const data = new Float32Array(wanted * width);
  const names: string[] = [];
  const labelOf: (string | undefined)[] = [];
  for await (const { table, row, values } of measuredRows(corpus, control, (n) => evenly(n, wanted, rows))) {
    if (names.length === wanted) break;
    data.set(
      values.map((v, i) => (Number.isFinite(v) ? v : mean[i]!)),
      names.length * width,
    );
    names.push(rowName(table.path, row));
    labelOf.push(table.classNames[table.classOf[row]! - 1]);
  }
  const compared = names.length;
  const held = data.subarray(0, compared * width);
  const plane = strongestPlane({ data: some(held, width, Math.floor(mostForPlane / width)), width }, mean);
  const drawn = Math.min(compared, mostDrawn);
  const labels = [...new Set(labelOf.flatMap((label) => label ?? []))].sort();
  const cloud: PointCloud = {
    x: new Float32Array(drawn),
    y: new Float32Array(drawn),
    label: new Int16Array(drawn),
    labels,
    share: plane.share,
    compared,
    rows,
  };
  for (let i = 0; i < drawn; i++) {
    const at = Math.floor((i * compared) / drawn);
    const [x, y] = onPlane(Float64Array.from(held.subarray(at * width, (at + 1) * width)), mean, plane);
    cloud.x[i] = x;
    cloud.y[i] = y;
    cloud.label[i] = labelOf[at] === undefined ? -1 : labels.indexOf(labelOf[at]);
  }
  return { plane, cloud, data: held, names, labelOf };
}

/** So many of the rows, spread evenly. */
function some(data: Float32Array, width: number, most: number): Float32Array {
  const count = data.length / width;
  const taken = Math.min(count, Math.max(2, most));
  if (taken === count) return data;
  const few = new Float32Array(taken * width);
  for (let i = 0; i < taken; i++) {
    const at = Math.floor((i * count) / taken);
    few.set(data.subarray(at * width, (at + 1) * width), i * width);
  }
  return few;
}

function nearest({ data, names, labelOf }: Space, row: Float64Array, own: string): NearRow | undefined {
  const width = row.length;
  let [best, at] = [Number.POSITIVE_INFINITY, -1];
  for (let n = 0; n < names.length; n++) {
    let distance = 0;
    for (let i = 0; i < width && distance < best; i++) distance += (data[n * width + i]! - row[i]!) ** 2;
    if (distance < best && names[n] !== own) [best, at] = [distance, n];
  }
  if (at < 0) return undefined;
  const label = labelOf[at];
  return { row: names[at]!, ...(label !== undefined && { label }) };
}
