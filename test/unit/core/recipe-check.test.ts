import { describe, expect, it } from 'vitest';
import { checkParameter } from '../../../src/core/parameter-check';
import { builtInPresets } from '../../../src/core/presets';
import { checkRecipe, problemLines } from '../../../src/core/recipe-check';
import { catalogue } from '../../../src/transforms/index';

const base = { version: 1, modality: 'image', seed: 7, variants: 4, steps: [] };
const lines = (value: unknown) => {
  const checked = checkRecipe(value, catalogue);
  return 'problems' in checked ? problemLines(checked.problems).split('\n') : [];
};

describe('parameters', () => {
  const range = { kind: 'range', title: 'R', min: 0, max: 10, slider: [0, 5], step: 1, default: [1, 2] } as const;
  const check = (parameter: Parameters<typeof checkParameter>[0], value: unknown) =>
    checkParameter(parameter, value, 'p').map((p) => `${p.path}: ${p.message}`);
  it.each([
    [[1, 2], []],
    [[0, 10], []],
    [3, ['p: must be [low, high], two numbers from 0 to 10']],
    [[1], ['p: must be [low, high], two numbers from 0 to 10']],
    [
      [-1, 11],
      ['p[0]: must be a number from 0 to 10', 'p[1]: must be a number from 0 to 10'],
    ],
    [[1, Number.NaN], ['p[1]: must be a number from 0 to 10']],
    [['1', 2], ['p[0]: must be a number from 0 to 10']],
    [[3, 2], ['p: the first number must not be above the second (3 > 2)']],
  ])('range %j', (value, problems) => {
    expect(check(range, value)).toEqual(problems);
  });
  it('other kinds', () => {
    expect(check({ ...range, integer: true }, [1.5, 2])).toEqual(['p[0]: must be a whole number from 0 to 10']);
    expect(check({ ...range, kind: 'number', default: 1 }, 11)).toEqual(['p: must be a number from 0 to 10']);
    const choice = { kind: 'choice', title: 'C', options: { a: 'A', b: 'B' }, default: 'a' } as const;
    expect([check(choice, 'b'), check(choice, 'c'), check(choice, 'toString')]).toEqual([
      [],
      ['p: must be one of a, b'],
      ['p: must be one of a, b'],
    ]);
    const color = { kind: 'color', title: 'F', default: [0, 0, 0] } as const;
    expect(check(color, [0, 128, 255])).toEqual([]);
    expect(check(color, [0, 128, 256])).toHaveLength(1);
    expect(check({ kind: 'boolean', title: 'B', default: true }, 'yes')).toEqual(['p: must be true or false']);
    expect(check({ kind: 'text', title: 'T', default: '' }, 5)).toEqual(['p: must be a text']);
  });
});

describe('recipes', () => {
  it('built-in presets are valid', () => {
    for (const { name, recipe } of builtInPresets) expect([name, lines(recipe)]).toEqual([name, []]);
  });
  it('every transform is valid by its name alone', () => {
    for (const modality of ['image', 'text', 'audio', 'video']) {
      const ids = [...catalogue.keys()].filter((id) => id.startsWith(`${modality}.`));
      expect(ids.length).toBeGreaterThan(5);
      const steps = ids.map((transform) => ({ transform }));
      const groups = [
        { oneOf: steps, probability: 0.5 },
        { someOf: steps, count: [1, 2] },
      ];
      expect(lines({ ...base, modality, output: undefined, steps: [...steps, ...groups] })).toEqual([]);
    }
  });
  it('all that is wrong is named at once, with its path', () => {
    const steps = [
      { transform: 'image.rotate', degrees: [-181, 5], borders: 'wrap' },
      { oneOf: [{ transform: 'image.noise', sigma: 4, probability: 2 }] },
      { transform: 'Noise' },
      { someOf: [], count: [2, 1] },
      { transform: 'image.flip', onlyClasses: 'cat' },
      'image.flip',
      { transform: 'image.rotete' },
      { transform: 'image.rotate', degres: [0, 1] },
    ];
    const found = lines({ ...base, version: 2, seed: -1, variants: 0, steps, output: { quality: 0 }, typo: 1 });
    expect(found).toEqual(
      expect.arrayContaining([
        'version: must be 1',
        'seed: must be a whole number from 0 to 4294967295',
        'variants: must be a whole number from 1 to 1000',
        'output.quality: must be a whole number from 1 to 100',
        'steps[0].degrees[0]: must be a number from -180 to 180',
        'steps[1].oneOf[0].sigma: must be [low, high], two numbers from 0 to 100',
        'steps[1].oneOf[0].probability: must be a number from 0 to 1',
        'steps[2].transform: unknown transform "Noise": did you mean "image.noise"?',
        'steps[6].transform: unknown transform "image.rotete": did you mean "image.rotate"?',
        'steps[3].count: must be [low, high], two whole numbers from 0 to 100',
        'steps[4].onlyClasses: must be a list of class names',
      ]),
    );
    expect(found.some((line) => line.startsWith('typo: is not known here'))).toBe(true);
    expect(found.some((line) => line.startsWith('steps[0].borders: is not known here'))).toBe(true);
    expect(found.find((line) => line.startsWith('steps[7].degres'))).toMatch(/ Did you mean "degrees"\?$/);
    expect(found.some((line) => line.startsWith('steps[5]: must be an object'))).toBe(true);
    expect(found).toHaveLength(15);
  });
  it('what is no recipe at all is refused', () => {
    for (const value of [null, 'x', [], 3]) expect(lines(value)).toHaveLength(1);
    expect(lines({ ...base, modality: 'audio', steps: [{ transform: 'image.flip' }] })[0]).toMatch(/does not work on/);
    expect(lines({ ...base, modality: 'smell' })[0]).toMatch(/^modality: must be one of image/);
  });
  it('labels and balance are checked', () => {
    expect(lines({ ...base, labels: { minVisibility: 0.3, classMap: { left: 'right' } }, balance: true })).toEqual([]);
    expect(lines({ ...base, labels: { minVisibility: 3, classMap: ['a'] }, balance: 1, data: 4 })).toHaveLength(4);
  });
});
