import { expect, test } from 'vitest';
import { findLeaks } from '../../../src/engine/leaks';
import { openDataset } from '../../../src/engine/scan';
import { makeFolder } from './make';

test('training content that also stands in validation or test is found', async () => {
  const long = 'x'.repeat(20_000);
  const root = makeFolder('data', {
    'train/a.jpg': 'same',
    'train/b.jpg': 'diff',
    'train/c.jpg': `${long}1`,
    'train/d.jpg': `${long}2`,
    'train/e.jpg': 'twin in training',
    'train/f.jpg': 'twin in training',
    'train/empty.jpg': '',
    'test/a2.jpg': 'same',
    'val/c2.jpg': `${long}1`,
    'val/v.jpg': 'twin in evaluation',
    'test/v.jpg': 'twin in evaluation',
    'test/empty.jpg': '',
  });
  const dataset = await openDataset([root]);
  expect(await findLeaks(dataset)).toEqual([
    { path: 'train/a.jpg', problem: 'has the same content as test/a2.jpg, which is test data: remove one of them' },
    {
      path: 'train/c.jpg',
      problem: 'has the same content as val/c2.jpg, which is validation data: remove one of them',
    },
  ]);
  await expect(findLeaks(dataset, AbortSignal.abort())).rejects.toThrow(
    expect.objectContaining({ name: 'AbortError' }),
  );
});
