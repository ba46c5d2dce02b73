import { describe, expect, it } from 'vitest';
import { numberWords, percentWords, signedWords, summarizeStep, unitWords, valueWords } from '../../../src/core/values';
import { transformOf } from '../image/pictures';

describe('numbers', () => {
  it('have a true minus, a sign where asked, and no idle decimals', () => {
    expect([-6.4, 0, -0.001, 3.25].map((v) => numberWords(v, 1))).toEqual(['−6.4', '0', '0', '3.3']);
    expect([6, -2, 0, 0.2].map((v) => signedWords(v))).toEqual(['+6', '−2', '0', '0']);
    expect([percentWords(0.812), percentWords(0.026, 1)]).toEqual(['81 %', '2.6 %']);
  });
  it('have their unit', () => {
    expect(unitWords({ unit: '°' })).toBe('°');
    expect(unitWords({ unit: 'levels' })).toBe(' levels');
    expect(unitWords({ percent: true })).toBe(' %');
    expect(unitWords({ unit: 'areas', one: 'area' }, 1)).toBe(' area');
  });
});

describe('row of a step', () => {
  it.each([
    ['image.flip', {}, 'left ↔ right'],
    ['image.rotate', { degrees: [-8, 8] }, '±8°'],
    ['image.rotate', { degrees: [-5, 10] }, '−5 to 10°'],
    ['image.rotate', { degrees: [3.5, 3.5] }, '3.5°'],
    ['image.crop', { scale: [0.75, 0.95] }, '75–95 % of area'],
    ['image.colorShift', { red: [-12, 12], green: [-12, 12], blue: [-12, 12] }, '±12 levels'],
    ['image.colorShift', { red: [-12, 12], green: [0, 5], blue: [3, 3] }, '±12 0–5 3 levels'],
    ['image.brightness', { offset: [-0.1, 0.1] }, '±10 %'],
    ['image.contrast', { factor: [0.85, 1.2] }, '× 0.85–1.20'],
    ['image.noise', { sigma: [2, 8] }, 'σ 2–8 levels'],
    ['image.noise', { sigma: [0, 8] }, 'σ up to 8 levels'],
    ['image.compress', { quality: [20, 60] }, 'JPEG 20–60'],
    ['image.erase', { count: [1, 1], area: [0.02, 0.04] }, '1 area of 2–4 %'],
    ['image.erase', { count: [1, 3], area: [0.02, 0.02] }, '1–3 areas of 2 %'],
    ['image.mixup', { weight: [0.6, 1] }, 'up to 40 % of another'],
  ])('%s %j: %s', (transform, values, words) => {
    expect(summarizeStep(transformOf(transform), { transform, ...values })).toBe(words);
  });
  it('says every kind of value', () => {
    expect(valueWords({ kind: 'boolean', title: 'T', default: true }, false)).toBe('no');
    expect(valueWords({ kind: 'text', title: 'T', default: '' }, 'en')).toBe('en');
    expect(valueWords({ kind: 'color', title: 'T', default: [0, 0, 0] }, [1, 2, 3])).toBe('rgb 1 2 3');
  });
});

describe('what was drawn', () => {
  it.each([
    ['image.flip', { axis: 'horizontal' }, 'flipped'],
    ['image.flip', { axis: 'vertical' }, 'flipped top to bottom'],
    ['image.rotate', { degrees: -6.42, border: 'reflect' }, 'rotated −6.4°'],
    ['image.crop', { area: 0.812, aspect: 1 }, 'crop 81 %'],
    ['image.crop', { area: 0.997, aspect: 1.2 }, 'crop 99.7 %, aspect × 1.20'],
    ['image.colorShift', { red: 6, green: -2, blue: -9.3 }, 'colour +6 −2 −9'],
    ['image.brightness', { offset: 0.0712 }, 'brightness +7 %'],
    ['image.contrast', { factor: 1.16 }, 'contrast × 1.16'],
    ['image.noise', { sigma: 6, seed: 1 }, 'noise σ 6'],
    ['image.erase', { areas: [{ x: 0, y: 0, width: 0.2, height: 0.13 }] }, '1 area of 2.6 % erased'],
    ['image.erase', { areas: Array(2).fill({ x: 0, y: 0, width: 0.2, height: 0.2 }) }, '2 areas, 8 % erased'],
    ['image.mixup', { partner: 'train/dog/b.jpg', weight: 0.77 }, 'mixed with 23 % of b.jpg'],
    ['image.compress', { format: 'webp', quality: 40 }, 'WebP quality 40'],
  ])('%s %j: %s', (id, drawn, words) => {
    expect(transformOf(id).describe(drawn)).toBe(words);
  });
});
