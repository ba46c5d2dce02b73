import type { Sound } from '../../core/audio';
import { sinCosDegrees } from '../../core/exact';
import { mapped } from './sound';

/** y = b0·x + b1·x' + b2·x'' - a1·y' - a2·y'' */
export type Biquad = readonly [b0: number, b1: number, b2: number, a1: number, a2: number];

const quality = Math.SQRT1_2; // Butterworth: flat where it lets through

/** Second order sections after Bristow-Johnson's cookbook (1994); `hertz` below half of `rate`. */
function biquad(kind: 'lowpass' | 'highpass', hertz: number, rate: number): Biquad {
  const [sin, cos] = sinCosDegrees((360 * hertz) / rate);
  const alpha = sin / (2 * quality);
  const a0 = 1 + alpha;
  const edge = (kind === 'lowpass' ? 1 - cos : 1 + cos) / a0;
  return [edge / 2, kind === 'lowpass' ? edge : -edge, edge / 2, (-2 * cos) / a0, (1 - alpha) / a0];
}

/** Takes out what lies below `low` and above `high` Hz, `order` times 12 dB an octave. */
export function filterSound(sound: Sound, low: number | undefined, high: number | undefined, order: number): Sound {
  const sections = [
    ...(low === undefined ? [] : [biquad('highpass', low, sound.rate)]),
    ...(high === undefined ? [] : [biquad('lowpass', high, sound.rate)]),
  ];
  return mapped(sound, (channel) => {
    const out = channel.slice();
    for (let n = 0; n < order; n++) for (const section of sections) run(section, out);
    return out;
  });
}

function run([b0, b1, b2, a1, a2]: Biquad, samples: Float32Array): void {
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i]!;
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    samples[i] = y;
  }
}
