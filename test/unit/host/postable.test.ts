import { expect, test } from 'vitest';
import { postable } from '../../../src/host/postable';

test('bytes become plain, wherever they lie; all else stays', () => {
  const tile = {
    after: { bytes: Buffer.from([1, 2]), mime: 'image/png' },
    objects: { before: { mask: { bytes: Buffer.from([3]) }, objects: [{ polygons: [[[1, 2]]], class: 'a' }] } },
    frames: [{ bytes: Buffer.from([4]) }],
    cloud: { x: new Float32Array([0, 0.5, 1]).subarray(1), label: new Int16Array([1, -1]) },
    none: undefined,
    off: null,
  };
  const sent = postable(tile);
  expect(sent).toEqual({
    after: { bytes: new Uint8Array([1, 2]), mime: 'image/png' },
    objects: { before: { mask: { bytes: new Uint8Array([3]) }, objects: [{ polygons: [[[1, 2]]], class: 'a' }] } },
    frames: [{ bytes: new Uint8Array([4]) }],
    cloud: { x: new Float32Array([0.5, 1]), label: new Int16Array([1, -1]) },
    none: undefined,
    off: null,
  });
  for (const bytes of [sent.after.bytes, sent.objects.before.mask.bytes, sent.frames[0]!.bytes]) {
    expect(bytes.constructor).toBe(Uint8Array);
  }
  expect(sent.cloud.x.buffer.byteLength).toBe(8);
});
