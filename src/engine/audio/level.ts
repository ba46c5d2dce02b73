import type { Sound } from '../../core/audio';
import { numberWords } from '../../core/values';
import { peak, scaled } from './sound';

/** The whole clip lowered as far as its peak needs to stay at or below `limit`, with a note; else as it is. */
export function lowered(sound: Sound, limit: number, notes: string[]): Sound {
  const highest = peak(sound);
  if (highest <= limit) return sound;
  const factor = limit / highest;
  notes.push(`lowered by ${numberWords(-20 * Math.log10(factor), 2)} dB so that it does not overload`);
  return scaled(sound, factor);
}
