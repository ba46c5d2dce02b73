import type { Displacement } from './displacement';
import type { Point } from './geometry';

/** The field that has these shifts at the points of a grid (not near them, as the spline's control points would). */
export function displacementThrough(
  columns: number,
  rows: number,
  shiftAt: (u: number, v: number) => Point,
): Displacement {
  const shifts = Array.from({ length: columns * rows }, (_, k) =>
    shiftAt((k % columns) / (columns - 1), Math.floor(k / columns) / (rows - 1)),
  );
  const control = (axis: 0 | 1) => {
    const grid = shifts.map((shift) => shift[axis]);
    for (let r = 0; r < rows; r++) solve(grid, r * columns, 1, columns);
    for (let c = 0; c < columns; c++) solve(grid, c, columns, rows);
    return grid;
  };
  return { columns, rows, dx: control(0), dy: control(1) };
}

/** Control points of one line: (before + 4 · own + after) / 6 is the wished value, the outermost points repeated. */
function solve(grid: number[], start: number, step: number, count: number): void {
  const at = (i: number) => start + i * step;
  const upper: number[] = [];
  for (let i = 0; i < count; i++) {
    const own = i === 0 || i === count - 1 ? 5 : 4;
    const pivot = own - (i > 0 ? upper[i - 1]! : 0);
    upper.push(1 / pivot);
    grid[at(i)] = (6 * grid[at(i)]! - (i > 0 ? grid[at(i - 1)]! : 0)) / pivot;
  }
  for (let i = count - 2; i >= 0; i--) grid[at(i)]! -= upper[i]! * grid[at(i + 1)]!;
}
