import { describe, expect, it } from 'vitest';
import {
  directionalClasses,
  endangered,
  leftOutWords,
  type Reorientation,
  reorientations,
  sparedClasses,
} from '../../../src/core/directional';
import { firstRecipe } from '../../../src/core/presets';
import { transformOf } from '../image/pictures';

const digits = [...'0123456789'];
const names = (classes: readonly string[], ...ways: readonly Reorientation[]) =>
  endangered(directionalClasses(classes), ways).map((c) => c.name);

describe('directional classes', () => {
  it('name which way endangers them', () => {
    expect(names(digits, 'vertical')).toEqual(['2', '4', '5', '6', '7', '9']);
    expect(names(digits, 'horizontal')).toEqual(['2', '3', '4', '5', '6', '7', '9']);
    expect(names(digits, 'half turn')).toEqual(['3', '4', '6', '7', '9']);
    const signs = ['left arrow', 'right_turn', 'Up', 'no entry', 'arrow', 'clockwise', 'license plate'];
    expect(names(signs, 'horizontal')).toEqual(['left arrow', 'right_turn', 'arrow', 'clockwise', 'license plate']);
    expect(names(signs, 'vertical')).toEqual(['Up', 'arrow', 'clockwise', 'license plate']);
    expect(names(signs, 'half turn')).toEqual(['left arrow', 'right_turn', 'Up', 'arrow']);
  });
  it('know letters and digits by any name', () => {
    expect(names(['A', 'B', 'digit 6', 'seven', 'letter_p', 'é'], 'horizontal')).toEqual([
      'B',
      'digit 6',
      'seven',
      'letter_p',
      'é',
    ]);
    expect(names(['A', 'B', 'C'], 'vertical')).toEqual(['A']);
  });
  it('are not found in what only holds such letters', () => {
    expect(directionalClasses(['copyright', 'leftover', 'cat', 'updraft', 'class 12', 'context'])).toEqual([]);
  });
});

describe('what a step does to directions', () => {
  it.each([
    ['image.flip', {}, ['horizontal']],
    ['image.flip', { axis: 'either' }, ['horizontal', 'vertical']],
    ['image.rotate', {}, []],
    ['image.rotate', { degrees: [-90, 0] }, ['quarter turn']],
    ['image.rotate', { degrees: [0, 180] }, ['quarter turn', 'half turn']],
    ['image.transpose', { turn: 'left' }, ['quarter turn']],
    ['image.noise', {}, []],
  ] as const)('%s %j: %j', (id, values, ways) => {
    expect(reorientations(transformOf(id), values)).toEqual(ways);
  });
});

describe('classes that are left out', () => {
  const [vertical, horizontal] = (['vertical', 'horizontal'] as const).map((way) =>
    endangered(directionalClasses(digits), [way]),
  ) as [ReturnType<typeof endangered>, ReturnType<typeof endangered>];
  it('follow the step until the user chooses', () => {
    const filled = sparedClasses({}, [], vertical, digits);
    expect(filled).toEqual(['2', '4', '5', '6', '7', '9']);
    expect(sparedClasses({ exceptClasses: filled }, vertical, horizontal, digits)).toContain('3');
    expect(sparedClasses({ exceptClasses: filled }, vertical, [], digits)).toBeUndefined();
    expect(sparedClasses({ exceptClasses: ['6'] }, vertical, horizontal, digits)).toEqual(['6']);
    expect(sparedClasses({}, vertical, horizontal, digits)).toBeUndefined(); // the user chose all
    expect(sparedClasses({ onlyClasses: ['1'] }, [], horizontal, digits)).toBeUndefined();
    expect(sparedClasses({}, [], directionalClasses(['left', 'right']), ['left', 'right'])).toBeUndefined();
  });
  it('are said with their reason', () => {
    expect(leftOutWords('vertical flip', directionalClasses(['6', '9']))).toBe(
      '6 (is a digit) and 9 (is a digit) are left out of the vertical flip.',
    );
    expect(leftOutWords('flip', directionalClasses(['left', 'right', 'b', 'c', 'd', 'e']))).toBe(
      'left (names a side), right (names a side), b (is a letter), c (is a letter) and 2 more are left out of the flip.',
    );
  });
  it('are filled into the first recipe', () => {
    const [flip] = firstRecipe('image', ['left arrow', 'up', 'cat']).steps;
    expect(flip).toMatchObject({ transform: 'image.flip', exceptClasses: ['left arrow'] });
    expect(firstRecipe('image', ['left', 'right']).steps[0]).toMatchObject({ disabled: true });
    const [mirrored] = firstRecipe('video', ['left', 'bounce']).steps;
    expect(mirrored).toMatchObject({ transform: 'video.flip', exceptClasses: ['left'] });
  });
});
