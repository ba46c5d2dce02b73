import type { ShownEvent, SoundTile, SoundView } from '../../../src/protocol-tiles';
import type { Aside } from '../shown';
import type { Sources } from '../sources';
import { timesAside } from './times';

/** A clip that can be seen and played at once. */
export interface ShownClip {
  readonly kind: 'clip';
  readonly seconds: number;
  /** The sound, and its picture: waveform 2 : spectrogram 3, as an alpha mask that the theme colours. */
  readonly url: string;
  readonly mask: string;
  readonly events: readonly ShownEvent[];
}
export interface ShownSound {
  readonly kind: 'audio';
  readonly before: ShownClip;
  readonly after: ShownClip;
  readonly aside?: Aside;
}

export function openSound(
  { before: given, after, notes, times }: SoundTile,
  source: string,
  sources: Sources<ShownClip>,
): ShownSound {
  if (given) sources.put(source, openClip(given, times?.before?.events));
  const before = sources.get(source);
  if (!before) throw new Error('The source clip is missing. Shuffle the samples, or read the folder again.');
  return { kind: 'audio', before, after: openClip(after, times?.after.events), aside: timesAside(times, notes) };
}

const openClip = (view: SoundView, events: readonly ShownEvent[] = []): ShownClip => ({
  kind: 'clip',
  seconds: view.seconds,
  url: URL.createObjectURL(new Blob([view.bytes as BlobPart], { type: view.mime })),
  mask: maskOf(view),
  events,
});

/** Gives the memory back once the page has painted what replaced it. */
export const closeClip = ({ url }: ShownClip): void => void setTimeout(() => URL.revokeObjectURL(url), 1000);

/** Rows of the waveform; those of the spectrogram are given. */
const upper = 42;

function maskOf({ wave, spectrogram, rows }: SoundView): string {
  const columns = wave.length / 2;
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = upper + rows;
  const context = canvas.getContext('2d')!;
  const picture = context.createImageData(columns, upper + rows);
  const paint = (x: number, y: number, alpha: number) => {
    picture.data[(y * columns + x) * 4 + 3] = alpha;
  };
  const at = (level: number) => Math.round(((1 - level / 127) / 2) * (upper - 3)) + 1;
  for (let x = 0; x < columns; x++) {
    for (let y = at(wave[2 * x + 1]!); y <= at(wave[2 * x]!); y++) paint(x, y, 255);
    for (let y = 0; y < rows; y++) paint(x, upper + y, spectrogram[y * columns + x]!);
  }
  context.putImageData(picture, 0, 0);
  return `url(${canvas.toDataURL()})`;
}
