import { expect, it } from 'vitest';
import { compose, identity, invert, isIdentity, move, rotate, scale, translate } from '../../../src/core/geometry';

it('turns counter-clockwise on the screen, exactly at quarters', () => {
  expect(move(rotate(90), [1, 0]).map((v) => v + 0)).toEqual([0, -1]);
  expect(isIdentity(compose(rotate(90), rotate(90), rotate(90), rotate(90)).map((v) => v + 0) as never)).toBe(true);
});

it('composes from right to left', () => {
  expect(move(compose(translate(10, 0), scale(2, 3)), [1, 1])).toEqual([12, 3]);
  expect(move(compose(scale(2, 3), translate(10, 0)), [1, 1])).toEqual([22, 3]);
});

it('comes back by the inverse, perspective too', () => {
  const m = compose([1, 0.2, 3, -0.1, 1.3, 5, 0.001, 0.002, 1], rotate(31), translate(-4, 9));
  const [x, y] = move(invert(m), move(m, [13, 27]));
  expect(x).toBeCloseTo(13, 9);
  expect(y).toBeCloseTo(27, 9);
  expect(isIdentity(identity)).toBe(true);
});

it('says so when there is no way back', () => {
  expect(() => invert(scale(1, 0))).toThrow('flattens');
});
