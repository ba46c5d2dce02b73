import type { Sound } from '../../core/audio';
import type { Size } from '../../core/geometry';
import { fourier } from './fourier';
import { samplesOf, withChannels } from './sound';

/** Columns of a picture of sound. */
const columns = 480;
/** Rows of a spectrogram: groups of the bins of a transform of this size. */
const rows = 64;
const size = 512;
/** What lies this far below the loudest is not seen, dB. */
const depth = 70;

/** Waveform and spectrogram of a clip, as `SoundView` has them. */
export function pictured(sound: Sound) {
  const mono = withChannels(sound, 1).channels[0]!;
  const seconds = samplesOf(sound) / sound.rate;
  return { seconds, wave: waveOf(mono), spectrogram: spectrogramOf(mono), rows };
}

function waveOf(samples: Float32Array): Int8Array {
  const wave = new Int8Array(2 * columns);
  for (let c = 0; c < columns; c++) {
    const from = Math.floor((c * samples.length) / columns);
    const to = Math.max(from + 1, Math.floor(((c + 1) * samples.length) / columns));
    let [low, high] = [0, 0];
    for (const v of samples.subarray(from, to)) {
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    wave[2 * c] = Math.max(-127, Math.round(low * 127));
    wave[2 * c + 1] = Math.min(127, Math.round(high * 127));
  }
  return wave;
}

function spectrogramOf(samples: Float32Array): Uint8Array {
  const { forward } = fourier(size);
  const loudness = new Float64Array(columns * rows);
  const [re, im] = [new Float64Array(size), new Float64Array(size)];
  for (let c = 0; c < columns; c++) {
    const middle = Math.floor(((c + 0.5) * samples.length) / columns);
    for (let i = 0; i < size; i++) {
      re[i] = (samples[middle - size / 2 + i] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
    }
    im.fill(0);
    forward(re, im);
    for (let bin = 0; bin < size / 2; bin++) {
      const row = rows - 1 - Math.floor((bin * rows) / (size / 2));
      loudness[row * columns + c]! += re[bin]! ** 2 + im[bin]! ** 2;
    }
  }
  const loudest = loudness.reduce((most, v) => Math.max(most, v), 0);
  return Uint8Array.from(loudness, (v) =>
    v === 0 ? 0 : Math.round(255 * Math.max(0, 1 + (10 * Math.log10(v / loudest)) / depth)),
  );
}

/** Waveform above spectrogram, dark on white, one byte a pixel. */
export function soundPicture({ sound }: { readonly sound: Sound }, { width, height }: Size) {
  const { wave, spectrogram } = pictured(sound);
  const data = new Uint8Array(width * height).fill(255);
  const upper = Math.round(height * 0.4); // 2 : 3
  for (let x = 0; x < width; x++) {
    const column = Math.floor((x * columns) / width);
    const at = (level: number) => Math.round(((1 - level / 127) / 2) * (upper - 1));
    for (let y = at(wave[2 * column + 1]!); y <= at(wave[2 * column]!); y++) data[y * width + x] = 60;
    for (let y = upper; y < height; y++) {
      const row = Math.floor(((y - upper) * rows) / (height - upper));
      data[y * width + x] = 255 - spectrogram[row * columns + column]!;
    }
  }
  return { data, width, height };
}
