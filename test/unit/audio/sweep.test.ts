import { describe, expect, it } from 'vitest';
import { pitchOf, type Sound, timeOf } from '../../../src/core/audio';
import { momentBehind } from '../../../src/core/time-map';
import { operationsOf, type Sources } from '../../../src/engine/audio/program';
import { samplesOf } from '../../../src/engine/audio/sound';
import { audioCatalogue as catalogue } from '../../../src/transforms/index';
import { draw } from '../image/pictures';
import { itIsDeclared, neutral, variations } from '../transforms/declared';
import { applied, tone, voice } from './sounds';

const source = voice(8000, 0.5, 140, 2);
const other = voice(11025, 0.4, 90);
const sources: Sources = {
  partner: async () => other,
  recording: async () => ({ sound: other, name: 'other.wav' }),
};
const bytesOf = ({ channels }: Sound) =>
  Buffer.concat(channels.map((c) => Buffer.from(c.buffer, c.byteOffset, c.byteLength)));
const same = (a: Sound, b: Sound) => bytesOf(a).equals(bytesOf(b));
const changesTime = ['audio.shift', 'audio.speed', 'audio.reverse'];

it('has what the source asks for, and what users of audiomentations expect', () => {
  const names =
    'noise shift speed pitch gain background reverb filter mask clip bitCrush polarity reverse compress mixup'.split(
      ' ',
    );
  expect([...catalogue.keys()]).toEqual(names.map((name) => `audio.${name}`));
});

describe.each([...catalogue.values()].map((t) => [t.id, t] as const))('%s', (id, t) => {
  itIsDeclared(id, t);

  it('does something by default, says what, and leaves its input alone', async () => {
    const before = bytesOf(source);
    const step = draw(t);
    const once = await applied(source, [step], sources);
    expect(same(source, once.sound)).toBe(false);
    expect(same(once.sound, (await applied(source, [step], sources)).sound)).toBe(true);
    expect(bytesOf(source).equals(before)).toBe(true);
    expect([once.sound.rate, once.sound.channels.length]).toEqual([8000, 2]);
    expect(t.describe(step.drawn)).not.toMatch(/undefined|NaN|^$/);
  });

  it('changes nothing with neutral values', async () => {
    const values = neutral(t);
    if (!values || id === 'audio.reverb') return;
    const step = draw(t, values);
    expect(same((await applied(source, [step], sources)).sound, source)).toBe(true);
    expect(t.describe(step.drawn)).toBe('');
  });

  it('works at both ends of every parameter, on clips of any length, and is as long as it says', async () => {
    const clips = [tone(8000, 0, 1), tone(8000, 1, 100), tone(8000, 7, 100), { ...tone(44100, 3000, 440) }];
    for (const values of variations(t)) {
      for (const clip of clips) {
        const step = draw(t, values);
        const operations = operationsOf(catalogue, [step], { samples: samplesOf(clip), rate: clip.rate });
        const length = operations.reduce((now, o) => timeOf(o, now).length, samplesOf(clip));
        const { sound } = await applied(clip, [step], sources);
        expect(samplesOf(sound)).toBe(length);
        expect(sound.channels.every((c) => c.every(Number.isFinite))).toBe(true);
        if (!changesTime.includes(id)) expect(length).toBe(samplesOf(clip));
        if (id !== 'audio.pitch' && id !== 'audio.speed')
          expect(operations.every((o) => pitchOf(o, length) === 1)).toBe(true);
      }
    }
  });

  it('moves time as it says', async () => {
    if (!changesTime.includes(id)) return;
    // a short burst in silence: where the map says that it comes from is where it was
    const clip = tone(8000, 8000, 0);
    for (let i = 3000; i < 3160; i++) clip.channels[0]![i] = Math.sin(i) * Math.sin(((i - 3000) / 160) * Math.PI);
    for (const key of ['a', 'b', 'c']) {
      const step = draw(t, { keepPitch: key !== 'b' }, key);
      const [operation] = operationsOf(catalogue, [step], { samples: 8000, rate: 8000 });
      const { sound } = await applied(clip, [step]);
      const squares = sound.channels[0]!.map((v) => v * v);
      const total = squares.reduce((sum, v) => sum + v, 0);
      const centre = squares.reduce((sum, v, i) => sum + v * i, 0) / total;
      expect(momentBehind(timeOf(operation!, 8000), centre)).toBeGreaterThan(3080 - 16);
      expect(momentBehind(timeOf(operation!, 8000), centre)).toBeLessThan(3080 + 16); // 2 ms
    }
  });
});
