import { describe, expect, it } from 'vitest';
import { drawVariant, isApplied, type StepOutcome } from '../../../src/core/draw';
import type { Recipe, Step } from '../../../src/core/recipe';
import type { SampleFacts } from '../../../src/core/transform';
import { catalogue } from '../../../src/transforms/index';

const sample = (path: string, classes: readonly string[] = ['cat']): SampleFacts => ({
  path,
  classes,
  partner: () => undefined,
});
const recipe = (steps: readonly Step[]): Recipe => ({ version: 1, modality: 'image', seed: 3, variants: 4, steps });
const rotate: Step = { transform: 'image.rotate', degrees: [-20, 20] };
const noise: Step = { transform: 'image.noise', sigma: [1, 9] };
const bright: Step = { transform: 'image.brightness', offset: [-0.2, 0.2] };

const outcomes = (steps: readonly Step[], variant = 1, facts = sample('a.jpg')) =>
  drawVariant(recipe(steps), catalogue, facts, { epoch: 0, variant });
const of = (list: readonly StepOutcome[], id: string) => list.filter((o) => o.transform === `image.${id}`);
const drawnOf = (list: readonly StepOutcome[], id: string) =>
  of(list, id).map((o) => (isApplied(o) ? o.drawn : o.skipped));
const variants = Array.from({ length: 200 }, (_, i) => i + 1);

describe('a draw is keyed by what is drawn for what', () => {
  const before = outcomes([rotate, noise]);
  it('other steps, their order and their number have no say', () => {
    expect(drawnOf(outcomes([noise, bright, rotate]), 'rotate')).toEqual(drawnOf(before, 'rotate'));
    expect(drawnOf(outcomes([{ ...rotate, degrees: [-3, 40] } as Step, noise]), 'noise')).toEqual(
      drawnOf(before, 'noise'),
    );
    expect(drawnOf(outcomes([{ oneOf: [rotate] }, noise]), 'rotate')).toEqual(drawnOf(before, 'rotate'));
  });
  it('a moved end keeps the place within the range', () => {
    const degrees = (low: number, high: number) =>
      (drawnOf(outcomes([{ transform: 'image.rotate', degrees: [low, high] }]), 'rotate')[0] as { degrees: number })
        .degrees;
    expect((degrees(-20, 20) + 20) / 40).toBeCloseTo((degrees(0, 10) - 0) / 10, 2);
  });
  it('a chance decides whether, never what', () => {
    for (const variant of variants) {
      const [always] = outcomes([rotate], variant);
      const [sometimes] = outcomes([{ ...rotate, probability: 0.5 }], variant);
      if (isApplied(sometimes!)) expect(sometimes).toEqual(always);
    }
  });
  it('a higher chance keeps all that a lower one had', () => {
    const applied = (probability: number) =>
      variants.filter((v) => outcomes([{ ...rotate, probability }], v).some(isApplied));
    const [few, more] = [applied(0.3), applied(0.6)];
    expect(more).toEqual(expect.arrayContaining(few));
    expect(few.length / 200).toBeCloseTo(0.3, 0.9);
    expect([applied(0), applied(1).length]).toEqual([[], 200]);
  });
  it('variant, epoch, path and seed have one', () => {
    const base = JSON.stringify(outcomes([rotate]));
    expect(JSON.stringify(outcomes([rotate], 2))).not.toBe(base);
    expect(JSON.stringify(outcomes([rotate], 1, sample('b.jpg')))).not.toBe(base);
    const epoch = drawVariant(recipe([rotate]), catalogue, sample('a.jpg'), { epoch: 1, variant: 1 });
    const seed = drawVariant({ ...recipe([rotate]), seed: 4 }, catalogue, sample('a.jpg'), { epoch: 0, variant: 1 });
    expect([JSON.stringify(epoch), JSON.stringify(seed)]).not.toContain(base);
  });
  it('the second step of a kind draws its own, also when the first is off', () => {
    const [first, second] = outcomes([rotate, rotate]);
    expect((first as { drawn: unknown }).drawn).not.toEqual((second as { drawn: unknown }).drawn);
    expect(outcomes([{ ...rotate, disabled: true }, rotate])[1]).toEqual(second);
  });
});

describe('what is skipped says why', () => {
  const reason = (step: Step, facts = sample('a.jpg')) => {
    const [outcome] = outcomes([step], 1, facts);
    return isApplied(outcome!) ? 'applied' : outcome!.skipped;
  };
  it.each([
    [{ ...rotate, disabled: true }, 'off'],
    [{ ...rotate, probability: 0 }, 'chance'],
    [{ ...rotate, onlyClasses: ['dog'] }, 'class'],
    [{ ...rotate, exceptClasses: ['cat'] }, 'class'],
    [{ ...rotate, onlyClasses: ['cat', 'dog'] }, 'applied'],
    [{ ...rotate, exceptClasses: ['dog'] }, 'applied'],
    [{ transform: 'image.mixup' }, 'nothing to do'],
  ] as const)('%j: %s', (step, why) => {
    expect(reason(step as Step)).toBe(why);
  });
  it('a sample without classes is in none of them', () => {
    expect(reason({ ...rotate, onlyClasses: ['cat'] }, sample('a.jpg', []))).toBe('class');
    expect(reason({ ...rotate, exceptClasses: ['cat'] }, sample('a.jpg', []))).toBe('applied');
  });
});

describe('groups', () => {
  const chosen = (step: Step, variant: number, facts?: SampleFacts) =>
    outcomes([step], variant, facts)
      .filter(isApplied)
      .map((o) => o.path);
  it('oneOf gives exactly one, by weight', () => {
    const group: Step = {
      oneOf: [
        { ...rotate, probability: 0.2 },
        { ...noise, probability: 0.6 },
        { ...bright, probability: 0 },
      ],
    };
    const all = variants.flatMap((v) => chosen(group, v));
    expect(all).toHaveLength(200);
    const share = all.filter((path) => path === 'steps[0].oneOf[1]').length / 200;
    expect(share).toBeGreaterThan(0.65);
    expect(share).toBeLessThan(0.85);
    expect(all).not.toContain('steps[0].oneOf[2]');
  });
  it('leaves out what is off or not for this class', () => {
    const group: Step = { oneOf: [{ ...rotate, disabled: true }, { ...noise, exceptClasses: ['cat'] }, bright] };
    expect(new Set(variants.flatMap((v) => chosen(group, v)))).toEqual(new Set(['steps[0].oneOf[2]']));
    expect(outcomes([group]).map((o) => !isApplied(o) && o.skipped)).toEqual(['off', 'not chosen', false]);
  });
  it('someOf gives as many as drawn, each once, in list order', () => {
    const group: Step = { someOf: [rotate, noise, bright], count: [1, 2] };
    const counts = variants.map((v) => chosen(group, v));
    expect(new Set(counts.map((c) => c.length))).toEqual(new Set([1, 2]));
    for (const paths of counts) expect([...new Set(paths)].sort()).toEqual(paths);
    expect(chosen({ someOf: [rotate], count: [3, 3] }, 1)).toHaveLength(1);
  });
  it('have a chance of their own', () => {
    const group: Step = { oneOf: [rotate, noise], probability: 0.25 };
    const share = variants.filter((v) => chosen(group, v).length === 1).length / 200;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.35);
    const [first] = outcomes([{ ...group, probability: 0 }]);
    expect(first).toMatchObject({ skipped: 'chance' });
  });
});
