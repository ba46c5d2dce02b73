import type { Size } from '../../core/geometry';
import { randomFor } from '../../core/random';

const octaves = 5;

/** Fractal value noise (Perlin's sum of octaves over a lattice), stretched to reach from 0 to 1 in the picture. */
export function clouds(seed: number, { width, height }: Size): Float32Array {
  const random = randomFor('clouds', seed);
  const sum = new Float32Array(width * height);
  const longer = Math.max(width, height);
  for (let octave = 0; octave < octaves; octave++) {
    const cells = 3 * 2 ** octave; // along the longer side
    const [columns, rows] = [Math.ceil((cells * width) / longer) + 1, Math.ceil((cells * height) / longer) + 1];
    const lattice = Float64Array.from({ length: columns * rows }, () => random.uniform());
    const across = Array.from({ length: width }, (_, x) => smoothly(((x + 0.5) * cells) / longer));
    for (let y = 0, i = 0; y < height; y++) {
      const [row, below] = smoothly(((y + 0.5) * cells) / longer);
      for (let x = 0; x < width; x++, i++) {
        const [column, beside] = across[x]!;
        const at = row * columns + column;
        const upper = lattice[at]! * (1 - beside) + lattice[at + 1]! * beside;
        const lower = lattice[at + columns]! * (1 - beside) + lattice[at + columns + 1]! * beside;
        sum[i]! += (upper * (1 - below) + lower * below) / 2 ** octave;
      }
    }
  }
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const v of sum) [least, most] = [Math.min(least, v), Math.max(most, v)];
  return most > least ? sum.map((v) => (v - least) / (most - least)) : sum.fill(1);
}

/** The lattice line before a position, and the way to the next one, with an even slope at both (smoothstep). */
function smoothly(position: number): readonly [line: number, share: number] {
  const line = Math.floor(position);
  const t = position - line;
  return [line, t * t * (3 - 2 * t)];
}
