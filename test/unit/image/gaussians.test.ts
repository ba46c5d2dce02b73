import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gaussianCount, gaussians, madeGaussians, readGaussians } from '../../../src/engine/image/gaussians';

describe('the table of gaussians', () => {
  const made = madeGaussians();
  const path = join(mkdtempSync(join(tmpdir(), 'gaussians-')), 'table.bin');
  it('is read as it was made', () => {
    writeFileSync(path, new Uint8Array(made.buffer));
    const all = new Int16Array(gaussianCount + 5);
    expect(readGaussians(all, path)).toBe(true);
    expect(Buffer.compare(bytesOf(all.subarray(0, gaussianCount)), bytesOf(made))).toBe(0);
    expect([...all.subarray(gaussianCount)]).toEqual([0, 0, 0, 0, 0]);
  });
  it('is not taken from a file that is cut off, or not there', () => {
    writeFileSync(path, new Uint8Array(made.buffer).subarray(2));
    expect(readGaussians(new Int16Array(gaussianCount), path)).toBe(false);
    expect(readGaussians(new Int16Array(gaussianCount), `${path}.none`)).toBe(false);
  });
  it('begins again after its end', () => {
    expect([...gaussians(7).subarray(-7)]).toEqual([...made.subarray(0, 7)]);
  });
});

const bytesOf = ({ buffer, byteOffset, byteLength }: Int16Array) => Buffer.from(buffer, byteOffset, byteLength);
