import { describe, expect, it } from 'vitest';
import type { MatrixReading } from '../../../src/core/table';
import { vectorCodecOf } from '../../../src/formats/table/codec';
import { halfBits, halfValue } from '../../../src/formats/vectors/half';
import { labelFilesOf } from '../../../src/formats/vectors/label-files';
import { headWithRows, npyHead, npyReading } from '../../../src/formats/vectors/npy';
import { numberText, styleOf } from '../../../src/formats/vectors/numbers';
import { featureRoles } from '../../../src/formats/vectors/roles';
import { npy, sixNumbers } from './files';

describe('half precision', () => {
  it('every one of the 65,536 comes back, and lies where IEEE 754 says', () => {
    const all = Array.from({ length: 65536 }, (_, bits) => bits).filter((bits) => !Number.isNaN(halfValue(bits)));
    expect(all.filter((bits) => halfBits(halfValue(bits)) !== bits)).toEqual([]);
    expect(all.length).toBe(65536 - 2 * 1023);
    expect([0x3c00, 0x3555, 0x0001, 0x03ff, 0x0400, 0x7bff, 0xfc00].map(halfValue)).toEqual([
      1,
      0.333251953125,
      2 ** -24,
      0.00006097555160522461,
      0.00006103515625,
      65504,
      -Infinity,
    ]);
  });

  it('rounds to the nearest, to even where two are as near, once', () => {
    const all = Array.from({ length: 0x7bff }, (_, bits) => bits);
    const wrong = all.filter((bits) => {
      const middle = (halfValue(bits) + halfValue(bits + 1)) / 2;
      // a little beside the middle: through float32 it would be the middle again
      const [below, at, above] = [1 - 2 ** -52, 1, 1 + 2 ** -52].map((f) => halfBits(middle * f));
      return below !== bits || at !== bits + (bits % 2) || above !== bits + 1;
    });
    expect(wrong).toEqual([]);
    expect([65519.999, 65520, -0, Number.NaN].map(halfBits)).toEqual([0x7bff, 0x7c00, 0x8000, 0x7e00]);
  });
});

describe('.npy', () => {
  it.each(['<f2', '>f2', '<f4', '>f4', '<f8', '>f8'])('reads and writes %s to the byte', (descr) => {
    const data = sixNumbers(descr);
    const reading = npyReading(npy(descr, [3, 2], data), 128 + data.length);
    expect(reading).toMatchObject({ rows: 3, columns: 2, head: 128, fortran: false });
    const codec = vectorCodecOf(reading);
    const raw = data.subarray(0, data.length / 3).toString('latin1');
    expect([...codec.read(raw).values]).toEqual([1, -2]);
    const made = Buffer.from(codec.write(raw, Float64Array.of(1, 0.5), codec.read(raw)), 'latin1');
    expect(made.subarray(0, made.length / 2)).toEqual(data.subarray(0, data.length / 6)); // what did not change stays
    expect([...codec.read(made.toString('latin1')).values]).toEqual([1, 0.5]);
  });

  it('names what it can’t read, and opens no pickle', () => {
    const data = sixNumbers('<f4');
    const read = (file: Buffer, size = file.length) => npyReading(file, size);
    expect(() => read(npy('|O', [3, 2], data))).toThrow('pickled');
    expect(() => read(npy('<c8', [3], data))).toThrow('type c8');
    expect(() => read(npy('<f4', [3, 1, 2], data))).toThrow('3 dimensions');
    expect(() => read(npy('<f4', [4, 2], data))).toThrow('lacks 8 bytes');
    expect(() => read(npy('<f4', [2, 2], data))).toThrow('8 more');
    expect(() => read(Buffer.from('not an array at all'))).toThrow('no .npy');
    const structured = Buffer.from(npy('<f4', [3, 2], data));
    structured.write("{'descr': [('a', '<f4')], ", 10, 'latin1');
    expect(() => read(structured)).toThrow('records');
  });

  it('another number of rows leaves the rest of the head, and makes room where there is none', () => {
    const file = npy('<f8', [3, 2], sixNumbers('<f8'));
    const grown = Buffer.from(headWithRows(file, 123456));
    expect(grown.length).toBe(128);
    expect(npyHead(grown)).toEqual({ ...npyHead(file), shape: [123456, 2] });
    expect(grown.toString('latin1')).toBe(file.toString('latin1', 0, 128).replace('(3, 2), }     ', '(123456, 2), }'));
    const tight = npy('<f8', [9, 2], Buffer.alloc(144), false, 1); // not a byte to spare
    const wider = Buffer.from(headWithRows(tight, 1000));
    expect(wider.length % 64).toBe(0);
    expect(npyHead(wider)).toMatchObject({ shape: [1000, 2], head: wider.length });
  });

  it.each([
    ['<i8', [7, -1], ['7', '-1'], 8],
    ['>i4', [7, -1], ['7', '-1'], 4],
    ['|u1', [7, 255], ['7', '255'], 1],
    ['|b1', [1, 0], ['True', 'False'], 1],
  ] as const)('labels of type %s', (descr, numbers, said, size) => {
    const data = Buffer.alloc(2 * size);
    for (const [i, n] of numbers.entries()) {
      if (size === 1) data.writeUInt8(n, i);
      else if (size === 4) data.writeInt32BE(n, 4 * i);
      else data.writeBigInt64LE(BigInt(n), 8 * i);
    }
    const reading = npyReading(npy(descr, [2], data), 64 + 64 + data.length);
    const codec = vectorCodecOf(reading);
    const labels = [0, 1].map((i) => codec.facts(data.toString('latin1', i * size, (i + 1) * size)).label);
    expect(labels).toEqual(said);
  });

  it('labels as texts, of 4 bytes a letter and of one', () => {
    const wide = Buffer.alloc(12);
    for (const [i, letter] of [...'né'].entries()) wide.writeUInt32LE(letter.codePointAt(0)!, 4 * i);
    const cell = { type: 'U', bytes: 12, little: true } as const;
    const reading: MatrixReading = {
      ...{
        kind: 'matrix',
        file: 'npy',
        encoding: 'latin1',
        lineEnd: '\n',
        head: 0,
        rows: 1,
        columns: 1,
        fortran: false,
      },
      cell,
    };
    expect(vectorCodecOf(reading).facts(wide.toString('latin1'))).toEqual({ label: 'né' });
    const plain = vectorCodecOf({ ...reading, cell: { ...cell, type: 'S', bytes: 4 } });
    expect(plain.facts('cat\0')).toEqual({ label: 'cat' });
  });
});

describe('numbers as text', () => {
  it.each([
    [['5.1', '3', '0.25'], 1.23456, '1.23'],
    [['5.1', '3', '0.25'], 2, '2'],
    [['5.10', '3.00'], 2, '2.00'],
    [['5.10', '3.00'], -0.001, '0.00'],
    [['1', '2'], 2.6, '3'],
    [['1.500000e-02', '1.000000e+00'], 0.0123456789, '1.234568e-02'],
    [['0.1234567890123456789'], 0.1 + 0.2, '0.30000000000000004'],
    [['1e-7', '0.5'], 1.5e-7, '1.5e-7'],
  ])('like %j, %d is %s', (seen, value, text) => {
    expect(numberText(value, styleOf(seen))).toBe(text);
    expect(Number.isFinite(JSON.parse(text))).toBe(true);
  });

  it('finds features, label and split among columns', () => {
    const column = (name: string, values: readonly string[], structured?: true) => ({
      ...{ key: name, name, values },
      ...(structured && { structured }),
    });
    const numbers = ['0.5', '1', '2.25'];
    const roles = (...columns: ReturnType<typeof column>[]) => featureRoles(columns, {});
    const [a, b] = [column('a', numbers), column('b', numbers)];
    const label = column('class', ['x', 'y', 'x']);
    const split = column('split', ['train', 'test', 'train']);
    expect(roles(column('id', ['0', '1', '2']), a, b, label, split)).toMatchObject({
      ...{ features: ['a', 'b'], width: 2, list: false, label: 'class', split: 'split' },
    });
    expect(roles(column('y', ['0', '1', '0']), a, b)).toMatchObject({ features: ['a', 'b'], label: 'y' });
    expect(roles(column('vector', ['1,2.5,3', '4,5,6', '1,1,1'], true), label)).toMatchObject({
      ...{ features: ['vector'], width: 3, list: true, label: 'class' },
    });
    expect(
      roles(column('width', ['640', '320', '100']), column('height', ['480', '200', '90']), label),
    ).toBeUndefined();
    expect(roles(a, label)).toBeUndefined();
    expect(roles(column('vector', ['1,2', '1,2,3', '1'], true))).toBeUndefined(); // not as many in each
  });
});

describe('files with labels', () => {
  it.each([
    ['iris.npy', ['iris_labels.tsv']],
    ['X_train.npy', ['y_train.npy']],
    ['train.npy', ['train.csv']],
    ['train_embeddings.npy', ['train_labels.npy', 'labels.csv']],
    ['tensors.bytes', ['metadata.tsv']],
    ['data/vectors.npy', ['data/y.npy']],
  ])('%s is labelled by %j', (path, found) => {
    const files = [...found, 'notes.csv', 'other/labels.npy', 'X_test.npy', 'y_test.npy', 'test.csv', path];
    expect(
      labelFilesOf(
        path,
        files.map((p) => ({ path: p })),
      ).map(({ file }) => file.path),
    ).toEqual(found);
  });
});
