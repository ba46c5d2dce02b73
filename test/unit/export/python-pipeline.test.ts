import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { albumentations } from '../../../src/core/export/albumentations';
import { audiomentations } from '../../../src/core/export/audiomentations';
import { pythonPipeline } from '../../../src/core/export/python-steps';
import { torchvision } from '../../../src/core/export/torchvision';
import { builtInPresets } from '../../../src/core/presets';
import type { Recipe, Step } from '../../../src/core/recipe';
import { audioCatalogue, imageCatalogue } from '../../../src/transforms/index';

const recipeOf = (steps: readonly Step[]): Recipe => ({ version: 1, modality: 'image', seed: 7, variants: 4, steps });
const lines = (steps: readonly Step[], peer = albumentations) =>
  pythonPipeline(recipeOf(steps), imageCatalogue, peer)
    .split('\n')
    .filter((line) => /^ {4}(A|v2|#)/.test(line))
    .map((line) => line.trim());

describe('a recipe as Python', () => {
  it('says each step with its values and its chance', () => {
    const steps = [
      { transform: 'image.flip', probability: 0.5, axis: 'horizontal' },
      { transform: 'image.rotate', degrees: [-10, 10], border: 'reflect' },
      { transform: 'image.noise', sigma: [5.1, 10.2] },
      { transform: 'image.brightness', disabled: true },
    ];
    expect(lines(steps)).toEqual([
      'A.HorizontalFlip(p=0.5),',
      'A.Rotate(limit=(-10, 10), border_mode=cv2.BORDER_REFLECT, p=1),',
      'A.GaussNoise(std_range=(0.02, 0.04), p=1),',
    ]);
    expect(lines(steps, torchvision)).toEqual([
      'v2.ToImage(),',
      'v2.RandomHorizontalFlip(p=0.5),',
      '# the edges are filled with one colour there',
      'v2.RandomRotation(degrees=(-10, 10), interpolation=v2.InterpolationMode.BILINEAR),',
      '# one strength there, and pixels are floats from here on',
      'v2.Compose([v2.ToDtype(torch.float32, scale=True), v2.GaussianNoise(sigma=0.03)]),',
      'v2.ToDtype(torch.float32, scale=True),',
    ]);
  });

  it('says in a comment what has no equivalent, and which classes a step leaves out', () => {
    const steps = [
      { transform: 'image.mixup' },
      { transform: 'image.flip', axis: 'vertical', exceptClasses: ['6', '9'] },
    ];
    expect(lines(steps)).toEqual([
      '# Mix-up: mixes two samples: do it in the batch, e.g. with torchvision’s v2.MixUp',
      '# not for 6, 9: use a pipeline without it for these',
      'A.VerticalFlip(p=1),',
    ]);
  });

  it('keeps groups and their weights', () => {
    const group: Step = {
      oneOf: [
        { transform: 'image.noise', sigma: [2.55, 2.55], probability: 3 / 4 },
        { transform: 'image.compress', quality: [30, 80], probability: 1 / 4 },
      ],
      probability: 0.8,
    };
    expect(lines([group])).toEqual([
      'A.OneOf([A.GaussNoise(std_range=(0.01, 0.01), p=0.75), A.ImageCompression(compression_type="jpeg", quality_range=(30, 80), p=0.25)], p=0.8),',
    ]);
    expect(lines([group], torchvision)[2]).toMatch(
      /^v2\.RandomApply\(\[v2\.RandomChoice\(\[.*\], p=\[0\.75, 0\.25\]\)\], p=0\.8\),$/,
    );
  });

  it('says policies and steps with other pictures in the words of each library', () => {
    const steps = [
      { transform: 'image.randAugment', operations: [2, 2], magnitude: [9, 9] },
      { transform: 'image.trivialAugment', probability: 0.5 },
      { transform: 'image.autoAugment', policy: 'svhn', border: 'reflect' },
      { transform: 'image.augMix', severity: 4 },
    ];
    const edge = 'interpolation=v2.InterpolationMode.BILINEAR, fill=(128, 128, 128)';
    expect(lines(steps, torchvision).slice(1, -1)).toEqual([
      `v2.RandAugment(num_ops=2, magnitude=9, ${edge}),`,
      `v2.RandomApply([v2.TrivialAugmentWide(${edge})], p=0.5),`,
      '# the edges are filled with one colour there',
      `v2.AutoAugment(policy=v2.AutoAugmentPolicy.SVHN, ${edge}),`,
      `v2.AugMix(severity=4, mixture_width=3, chain_depth=-1, alpha=1, all_ops=False, ${edge}),`,
    ]);
    const pictures = [
      { transform: 'image.histogramMatch', folder: 'night', strength: [0.5, 1] },
      { transform: 'image.fourierDomainAdapt', folder: 'night', beta: [0.01, 0.05] },
    ];
    expect(lines(pictures).filter((line) => line.startsWith('A.'))).toEqual([
      'A.HistogramMatching(blend_ratio=(0.5, 1), metadata_key="hm_metadata", p=1),',
      'A.FDA(beta_limit=(0.01, 0.05), metadata_key="fda_metadata", p=1),',
    ]);
    const named = ['image.randAugment', 'image.copyPaste', 'image.histogramMatch', 'image.fourierDomainAdapt'];
    for (const id of named) expect(id in albumentations.steps && id in torchvision.steps, id).toBe(true);
    expect(lines([{ transform: 'image.copyPaste' }])[0]).toMatch(
      /^# Copy-paste: A\.CopyAndPaste\(.*AlbumentationsX 2\.2/,
    );
  });

  const every = recipeOf([...imageCatalogue.keys()].map((transform) => ({ transform, probability: 0.5 })));
  const recipes = [every, ...builtInPresets.map((p) => p.recipe).filter((r) => r.modality === 'image')];

  it('is Python that compiles, for every transform and preset', () => {
    const programs = [albumentations, torchvision].flatMap((peer) =>
      recipes.map((recipe) => pythonPipeline(recipe, imageCatalogue, peer)),
    );
    const check = 'import json, sys\nfor program in json.load(sys.stdin): compile(program, "p", "exec")';
    const { status, stderr } = spawnSync('python3', ['-c', check], { input: JSON.stringify(programs) });
    expect(stderr.toString()).toBe('');
    expect(status).toBe(0);
    for (const program of programs) expect(program).not.toMatch(/undefined|NaN|\[object/);
  });

  const sounds = (steps: readonly Step[]) =>
    pythonPipeline({ ...recipeOf(steps), modality: 'audio' }, audioCatalogue, audiomentations);

  it('says steps of sound with audiomentations', () => {
    const steps: readonly Step[] = [
      { transform: 'audio.gain', decibels: [-6, 3], probability: 0.5 },
      { transform: 'audio.noise', snr: [10, 20], color: 'pink' },
      { transform: 'audio.filter', pass: 'bandpass', hertz: [500, 2000], octaves: 2 },
      { transform: 'audio.speed', rate: [0.9, 1.1], keepPitch: false },
      { transform: 'audio.clip', share: [0.02, 0.29] },
      { oneOf: [{ transform: 'audio.reverse', probability: 3 }, { transform: 'audio.polarity' }], probability: 0.8 },
    ];
    const text = sounds(steps).split('\n');
    expect(text.slice(text.indexOf('transform = Compose([') + 1, text.indexOf('])'))).toEqual([
      '    # what would overload is raised only as far as it fits here',
      '    Gain(min_gain_db=-6, max_gain_db=3, p=0.5),',
      '    AddColorNoise(min_snr_db=10, max_snr_db=20, min_f_decay=-3.01, max_f_decay=-3.01, p=1),',
      '    BandPassFilter(min_center_freq=500, max_center_freq=2000, min_bandwidth_fraction=1.5, max_bandwidth_fraction=1.5, min_rolloff=12, max_rolloff=12, p=1),',
      '    # Speed: no equivalent that moves the pitch along: torchaudio.transforms.SpeedPerturbation',
      '    ClippingDistortion(min_percentile_threshold=2, max_percentile_threshold=29, p=1),',
      '    OneOf([Reverse(p=1), PolarityInversion(p=1)], weights=[3, 1], p=0.8),',
    ]);
  });

  it('is Python that compiles for every step of sound, and says something of each', () => {
    const program = sounds([...audioCatalogue.keys()].map((transform) => ({ transform, probability: 0.5 })));
    const check = 'import sys; compile(sys.stdin.read(), "p", "exec")';
    const { status, stderr } = spawnSync('python3', ['-c', check], { input: program });
    expect([status, stderr.toString()]).toEqual([0, '']);
    expect(program).not.toMatch(/undefined|NaN|\[object/);
    expect([...audioCatalogue.keys()].filter((id) => !(id in audiomentations.steps))).toEqual([]);
  });
});
