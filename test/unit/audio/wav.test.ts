import { describe, expect, it } from 'vitest';
import { isWav, readWav, wavSound, writeWav } from '../../../src/engine/audio/wav';
import { tone, voice, wavBytes, wavFormat } from './sounds';

/** A WAV file out of chunks; sizes are what they say, padding only where `pad`. */
function riff(
  chunks: readonly (readonly [name: string, body: Uint8Array, size?: number])[],
  pad = true,
  head = 'RIFF',
) {
  const parts: number[] = [];
  const put = (text: string) => parts.push(...Buffer.from(text, 'latin1'));
  const number = (n: number) => parts.push(n & 255, (n >> 8) & 255, (n >> 16) & 255, (n >>> 24) & 255);
  put(head);
  number(0xffffffff);
  put('WAVE');
  for (const [name, body, size] of chunks) {
    put(name);
    number(size ?? body.length);
    parts.push(...body);
    if (pad && body.length % 2 === 1) parts.push(0);
  }
  return Buffer.from([7, ...parts]).subarray(1); // as files come: a Buffer somewhere in memory, at an odd place
}
const sixteen = wavFormat('integer', 2, 8000, 1).chunk;
const samples = Uint8Array.from([0, 0, 0, 64, 0, 128, 255, 127]); // 0, 0.5, -1, 32767/32768
const values = [0, 0.5, -1, 32767 / 32768];
const read = (bytes: Uint8Array) => [...wavSound(bytes, readWav(bytes)!).channels[0]!];

describe('reading', () => {
  it('finds the samples among odd chunks, padded or not, in any order', () => {
    const odd = Uint8Array.from([1, 2, 3]);
    expect(
      read(
        riff([
          ['fmt ', sixteen],
          ['data', samples],
        ]),
      ),
    ).toEqual(values);
    expect(
      read(
        riff([
          ['JUNK', odd],
          ['LIST', odd],
          ['fmt ', sixteen],
          ['fact', odd],
          ['data', samples],
          ['LIST', odd],
        ]),
      ),
    ).toEqual(values);
    expect(
      read(
        riff(
          [
            ['LIST', odd],
            ['fmt ', sixteen],
            ['data', samples],
          ],
          false,
        ),
      ),
    ).toEqual(values);
    expect(
      read(
        riff([
          ['fmt ', wavFormat('integer', 2, 8000, 1, 2).chunk],
          ['data', samples],
        ]),
      ),
    ).toEqual(values);
  });
  it('takes all that is there where a stream could not know its size', () => {
    for (const size of [0xffffffff, 0x7ffff000, 0]) {
      expect(
        read(
          riff([
            ['fmt ', sixteen],
            ['data', samples, size],
          ]),
        ),
      ).toEqual(values);
    }
    const long = new Uint8Array(28);
    new DataView(long.buffer).setBigUint64(8, 8n, true);
    expect(
      read(
        riff(
          [
            ['ds64', long],
            ['fmt ', sixteen],
            ['data', samples, 0xffffffff],
            ['tail', samples],
          ],
          true,
          'RF64',
        ),
      ),
    ).toEqual(values);
  });
  it('reads WAVE_FORMAT_EXTENSIBLE, and writes its speakers again', () => {
    const chunk = wavFormat('integer', 3, 48000, 2, 24).chunk;
    const view = new DataView(chunk.buffer);
    view.setUint16(0, 0xfffe, true);
    view.setUint16(16, 22, true);
    view.setUint16(18, 20, true); // 20 of 24 bits
    view.setUint32(20, 3, true); // left and right
    view.setUint16(24, 1, true);
    const bytes = riff([
      ['fmt ', chunk],
      ['data', Uint8Array.from([0, 0, 0x40, 0, 0, 0x80])],
    ]);
    const file = readWav(bytes)!;
    const sound = wavSound(bytes, file);
    expect([sound.rate, sound.channels.map((c) => [...c])]).toEqual([48000, [[0.5], [-1]]]);
    const again = writeWav(sound, file.format);
    expect(readWav(again)!.format).toEqual(file.format);
    expect([...again.slice(-6)]).toEqual([0, 0, 0x40, 0, 0, 0x80]);
  });
  it('says what is wrong with a file that is cut off or damaged', () => {
    expect(() =>
      readWav(
        riff([
          ['fmt ', sixteen],
          ['data', samples, 100],
        ]),
      ),
    ).toThrow('cut off: 4 of 50 samples');
    expect(() => readWav(riff([['fmt ', sixteen]]))).toThrow('has no samples');
    expect(() =>
      readWav(
        riff([
          ['data', samples],
          ['fmt ', sixteen],
        ]),
      ),
    ).toThrow('before their format');
    expect(() =>
      readWav(
        riff([
          ['fmt ', sixteen.slice(0, 8)],
          ['data', samples],
        ]),
      ),
    ).toThrow('does not say how');
    expect(() =>
      readWav(
        riff([
          ['fmt ', wavFormat('integer', 2, 0, 1).chunk],
          ['data', samples],
        ]),
      ),
    ).toThrow('no sample rate');
    expect(isWav(Buffer.from('this is a text that calls itself .wav'))).toBe(false);
  });
  it('leaves other codings to ffmpeg', () => {
    const adpcm = sixteen.slice();
    adpcm[0] = 2;
    expect(
      readWav(
        riff([
          ['fmt ', adpcm],
          ['data', samples],
        ]),
      ),
    ).toBeUndefined();
  });
});

describe('writing', () => {
  const source = voice(8000, 0.2, 150, 2);
  it.each([
    ['integer', 1, 1 / 256],
    ['integer', 2, 1 / 65536],
    ['integer', 3, 1 / 16777216],
    ['integer', 4, 2e-8],
    ['float', 4, 0],
    ['float', 8, 0],
  ] as const)('%s of %i bytes comes back to within half a step', (kind, bytes, most) => {
    const file = wavBytes(source, bytes, kind);
    const back = wavSound(file, readWav(file)!);
    for (const [c, channel] of source.channels.entries()) {
      for (const [i, v] of channel.entries()) expect(Math.abs(back.channels[c]![i]! - v)).toBeLessThanOrEqual(most);
    }
    expect(writeWav(back, readWav(file)!.format)).toEqual(file); // and from there on nothing changes
  });
  it('keeps both ends of full scale', () => {
    const ends = { rate: 8000, channels: [Float32Array.from([1, -1, 0])] };
    expect([...wavBytes(ends, 1).slice(-4)]).toEqual([255, 0, 128, 0]); // 3 bytes and one of padding
    expect([...wavBytes(ends, 2).slice(-6)]).toEqual([255, 127, 0, 128, 0, 0]);
    expect([...wavBytes(ends, 3).slice(-10, -1)]).toEqual([255, 255, 127, 0, 0, 128, 0, 0, 0]);
  });
  it('writes nothing as nothing', () => {
    const file = wavBytes(tone(8000, 0, 100));
    expect([file.length, readWav(file)!.samples]).toEqual([44, 0]);
  });
});
