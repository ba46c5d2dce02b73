/** Frequencies 0 to `most` across, `-most` to `most` down: real and imaginary parts, row by row. */
export interface Spectrum {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** What the amplitudes of another spectrum, at the own phases, differ from the own. Without a phase it is taken as 0. */
export function changes(own: Spectrum, other: Spectrum): Spectrum {
  const [real, imaginary] = [own.real.slice(), own.imaginary.slice()];
  for (let i = 0; i < real.length; i++) {
    const [re, im] = [own.real[i]!, own.imaginary[i]!];
    const size = Math.sqrt(re * re + im * im);
    const wanted = Math.sqrt(other.real[i]! ** 2 + other.imaginary[i]! ** 2);
    real[i] = size > 0 ? re * (wanted / size - 1) : wanted;
    imaginary[i] = size > 0 ? im * (wanted / size - 1) : 0;
  }
  return { real, imaginary };
}
