import type { DatasetProblem } from '../../core/dataset';
import { boundsOf } from '../../core/polygons';
import { objectOf, rowProblem, type YoloRow } from './rows';
import type { YoloSet } from './set';

/** What is wrong with the rows of a label file, with their lines. */
export function problemsOf(
  { path, rows }: { readonly path: string; readonly rows: readonly YoloRow[] },
  set: YoloSet,
): readonly DatasetProblem[] {
  const seen = new Map<string, number>();
  const known = Object.keys(set.names).length > 0;
  const mixed = set.task === 'segments' && new Set(rows.map((r) => r.cells.length === 5)).size > 1;
  const problems = rows.flatMap((row): readonly string[] => {
    const text = row.cells.join(' ');
    const earlier = seen.get(text);
    seen.set(text, row.line);
    const wrong = rowProblem(row, set);
    if (wrong) return [`line ${row.line} ${wrong}`];
    return [
      ...(known && set.names[Number(row.cells[0])] === undefined
        ? [`line ${row.line} has the class ${row.cells[0]}, which data.yaml does not name`]
        : []),
      ...placeProblems(row, set).map((problem) => `line ${row.line} ${problem}`),
      ...(earlier === undefined ? [] : [`line ${row.line} is the same as line ${earlier}`]),
    ];
  });
  if (mixed) problems.push('holds boxes and outlines: loaders take one or the other');
  return problems.map((problem) => ({ path, problem }));
}

/** As loaders do it: so much of a side may be beyond it. */
const tolerance = 0.01;

/** What is wrong with where the object of a row stands. */
function placeProblems(row: YoloRow, set: YoloSet): readonly string[] {
  const { box, quad, polygons, keypoints = [] } = objectOf(row, 1, set, { width: 1, height: 1 });
  const points = quad ?? polygons?.[0];
  const { left, top, right, bottom } = box ?? boundsOf(points!)!;
  const isOut = (v: number) => v < -tolerance || v > 1 + tolerance;
  const numbers = row.cells.slice(1, points ? undefined : 5).map(Number);
  const outside = numbers.some(isOut);
  return [
    ...(outside ? ['lies outside of the picture'] : []),
    ...(!outside && [left, top, right, bottom].some(isOut) ? ['reaches beyond the picture'] : []),
    ...(right <= left || bottom <= top ? ['has no size'] : []),
    ...(keypoints.some(({ x, y }) => isOut(x) || isOut(y)) ? ['has a keypoint outside of the picture'] : []),
  ];
}
