import { describe, expect, it } from 'vitest';
import type { DatasetIndex, Sample, Split } from '../../../src/core/dataset';
import {
  datasetState,
  durationWords,
  progressWords,
  resultWords,
  titleOf,
  trainingFolder,
} from '../../../src/host/words';

const sample = (path: string, split: Split = 'train'): Sample => ({
  path,
  split,
  bytes: 10,
  labels: [{ kind: 'class', name: path.split('/').at(-2) ?? '' }],
});
const index = (samples: readonly Sample[], rest: Partial<DatasetIndex> = {}): DatasetIndex => ({
  modality: 'image',
  layout: 'class folders',
  samples,
  others: [],
  classes: [...new Set(samples.flatMap((s) => s.labels.map((l) => l.name)))].sort(),
  hasSplits: true,
  selection: [''],
  labelSets: [],
  problems: [],
  ...rest,
});
const clothing = [
  sample('train/hat/a.jpg'),
  sample('train/shoes/b.jpg'),
  sample('train/shoes/c.jpg'),
  sample('validation/hat/d.jpg', 'validation'),
  sample('test/hat/e.jpg', 'test'),
];

describe('state of a dataset', () => {
  it('counts what will be augmented: training samples of the selection', () => {
    expect(datasetState('/data/clothing', index(clothing))).toMatchObject({
      state: 'ready',
      title: 'clothing',
      facts: 'train: 3 images in 2 classes',
      evaluation: undefined,
    });
    const part = datasetState('/data/clothing', index(clothing, { selection: ['train/hat'] }));
    expect(part).toMatchObject({ title: 'clothing › train › hat', facts: 'train: 1 image in 1 class' });
  });

  it('lets the column of the texts be chosen where nobody can tell', () => {
    const columns = { names: ['id', 'x'] };
    const state = datasetState('/d', index([], { modality: 'text', columns }));
    expect(state).toMatchObject({ state: 'ready', facts: '0 texts', evaluation: undefined, columns });
  });

  it('holds evaluation data back, and names the training part', () => {
    const state = datasetState('/data/clothing', index(clothing, { selection: ['validation'] }));
    expect(state).toMatchObject({ title: 'clothing › validation', facts: '1 image in 1 class' });
    expect(state).toHaveProperty('evaluation.training', 'train');
    expect(state).toHaveProperty('evaluation.reason', expect.stringContaining('validation'));
  });

  it('says that there is no training data where there is none', () => {
    const state = datasetState('/d', index([sample('test/hat/e.jpg', 'test')]));
    expect(state).toHaveProperty('evaluation.training', undefined);
    expect(state).toHaveProperty('evaluation.reason', expect.stringContaining('no training data'));
  });

  it('says what was found instead of samples', () => {
    const others = ['a.docx', 'b.DOCX', 'c.pdf', 'LICENSE'].map((path) => ({ path, bytes: 1 }));
    expect(datasetState('/d/notes', index([], { others }))).toEqual({
      state: 'empty',
      title: 'notes',
      found: '4 files were looked at, and none can be augmented: 2 .docx, 1 .pdf, 1 without an extension.',
    });
  });
});

describe('words', () => {
  it('title a selection of several parts', () => {
    expect(titleOf('/d/r', ['train/a', 'train/b'])).toBe('r › train › a, train › b');
    expect(titleOf('/d/r', ['1', '2', '3'])).toBe('r › 3 parts');
  });

  it('find the innermost folder of all training samples', () => {
    expect(trainingFolder({ samples: clothing })).toBe('train');
    expect(trainingFolder({ samples: [sample('images/train/a.jpg'), sample('images/train/b.jpg')] })).toBe(
      'images/train',
    );
    expect(trainingFolder({ samples: [sample('a/1.jpg'), sample('b/2.jpg')] })).toBe('');
    expect(trainingFolder({ samples: [sample('v/1.jpg', 'validation')] })).toBeUndefined();
  });

  it('tell progress and time', () => {
    expect(progressWords({ done: 1200, total: 3500, rate: 41.7, secondsLeft: 55 })).toBe(
      '1,200 of 3,500 · 42 per second · 55 s left',
    );
    expect(progressWords({ done: 0, total: 3, rate: 0 })).toBe('0 of 3');
    expect([0, 89, 90, 5400, 7500].map(durationWords)).toEqual(['1 s', '89 s', '2 min', '1 h 30 min', '2 h 5 min']);
  });

  it('tell how a run ended', () => {
    const result = { out: '/d/r-augmented', sources: 70, variants: 280, failed: [], skipped: 0, seconds: 7 };
    expect(resultWords(result, ['image', 'images'])).toBe('280 variants of 70 images written to r-augmented in 7 s.');
    const failed = [{ source: 'x.jpg', error: 'broken' }];
    expect(resultWords({ ...result, failed, cancelled: true }, ['image', 'images'])).toBe(
      'Cancelled: 280 variants of 70 images written to r-augmented. What was written is whole. 1 image could not be read: see the log.',
    );
  });
});
