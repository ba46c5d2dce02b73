import { describe, expect, it } from 'vitest';
import { move } from '../../../src/core/geometry';
import { soundOf, videoMatrix, videoTime } from '../../../src/core/video';
import { noiseStrength } from '../../../src/engine/video/filters';
import { readPackets } from '../../../src/engine/video/packets';
import { videoCatalogue as catalogue } from '../../../src/transforms/index';
import { draw } from '../image/pictures';
import { itIsDeclared, neutral, variations } from '../transforms/declared';

const clip = { width: 640, height: 480, frames: 90, fps: 30000 / 1001 };
const tiny = [
  { width: 2, height: 2, frames: 1, fps: 1 },
  { width: 64, height: 2, frames: 2, fps: 25 },
];
const changesLength = ['video.speed'];

it('has what the source asks for', () => {
  const names = 'noise shift speed color flip rotate crop erase blur compress frameDrop reverse'.split(' ');
  expect([...catalogue.keys()]).toEqual(names.map((name) => `video.${name}`));
});

describe.each([...catalogue.values()].map((t) => [t.id, t] as const))('%s', (id, t) => {
  itIsDeclared(id, t);

  it('does something by default, says what, and nothing with neutral values', () => {
    const { drawn } = draw(t);
    expect(t.compile(drawn, clip).length).toBeGreaterThan(0);
    expect(t.describe(drawn)).not.toMatch(/undefined|NaN|^$/);
    const values = neutral(t);
    if (!values) return;
    expect(t.compile(draw(t, values).drawn, clip)).toEqual([]);
    expect(t.describe(draw(t, values).drawn)).toBe('');
  });

  it('says at both ends of every parameter how frames, coordinates and sound move', () => {
    for (const values of variations(t)) {
      for (const shape of [clip, ...tiny]) {
        for (const operation of t.compile(draw(t, values).drawn, shape)) {
          const time = videoTime(operation, shape.frames);
          expect(Number.isInteger(time.length) && time.length > 0).toBe(true);
          if (!changesLength.includes(id)) expect(time.length).toBe(shape.frames);
          expect(videoMatrix(operation, shape).every(Number.isFinite)).toBe(true);
          for (const heard of soundOf(operation, shape, 44100)) {
            if (heard.kind === 'stretch') expect(heard.length).toBe(Math.round((time.length * 44100) / shape.fps));
            if (heard.kind === 'shift')
              expect(Math.abs(heard.by / 44100)).toBeLessThan(shape.frames / shape.fps + 1e-4);
          }
        }
      }
    }
  });
});

it('moves coordinates as the picture moves', () => {
  expect(move(videoMatrix({ kind: 'mirror', axis: 'horizontal' }, clip), [10, 20])).toEqual([630, 20]);
  const window = { left: 100, top: 60, right: 420, bottom: 300 };
  expect(move(videoMatrix({ kind: 'crop', window }, clip), [260, 180])).toEqual([320, 240]);
  const turned = move(videoMatrix({ kind: 'turn', degrees: 90, border: 'reflect', fill: [0, 0, 0] }, clip), [330, 240]);
  expect(turned[0]).toBeCloseTo(320);
  expect(turned[1]).toBeCloseTo(230); // counter-clockwise: right becomes up
});

it('asks for the noise that has the deviation', () => {
  // σ of strength s, its fraction cut off, by summing the normal distribution
  const deviation = (strength: number) => {
    const sigma = strength / Math.sqrt(3);
    let [sum, weight] = [0, 0];
    for (let x = -6 * sigma; x <= 6 * sigma; x += sigma / 500) {
      const w = Math.exp(-(x * x) / (2 * sigma * sigma));
      sum += w * Math.trunc(x) ** 2;
      weight += w;
    }
    return Math.sqrt(sum / weight);
  };
  for (const sigma of [2, 5, 8, 20]) expect(Math.abs(deviation(noiseStrength(sigma)) - sigma)).toBeLessThan(0.35);
});

it('reads the times of packets', () => {
  const text = (base: string, times: readonly number[]) =>
    `#tb 0: ${base}\n${times.map((t) => `0, ${t}, ${t}, 1, 100, 0x1`).join('\n')}\n`;
  const rounded = Array.from({ length: 30 }, (_, i) => Math.round((i * 1001) / 30));
  expect(readPackets(text('1/1000', rounded), 29.97)).toMatchObject({ count: 30, even: true, fps: 30000 / 1001 });
  expect(readPackets(text('1/25', [2, 3, 4, 5]), 25)).toMatchObject({ count: 4, start: 0.08, seconds: 0.16, fps: 25 });
  expect(readPackets(text('1/25', [0, 1, 3, 4, 5, 9]), 17)).toMatchObject({
    even: false,
    fps: 25,
    seconds: expect.closeTo(0.4),
  });
  expect(readPackets('#tb 0: 1/25\n', 25)).toBeUndefined();
});
