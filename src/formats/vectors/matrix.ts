import type { Cell, MatrixReading } from '../../core/table';
import type { VectorCodec } from '../table/codec';
import { halfBits, halfValue } from './half';

/** Rows of one width, each as its bytes in latin1. */
export function matrixCodec({ columns, cell }: MatrixReading): VectorCodec {
  const own = numbersOf(cell);
  const read = (raw: string): Float64Array => {
    const view = viewOf(Buffer.from(raw, 'latin1'));
    const values = new Float64Array(columns);
    for (let i = 0; i < columns; i++) values[i] = own.get(view, i * cell.bytes);
    return values;
  };
  return {
    facts(raw) {
      if (cell.type === 'f' && columns > 1) return {};
      const label = cellText(Buffer.from(raw, 'latin1'), cell);
      return label === '' ? {} : { label };
    },
    read: (raw) => ({ values: read(raw), classes: [] }),
    write(raw, values, from) {
      const bytes = Buffer.from(raw, 'latin1');
      const view = viewOf(bytes);
      for (let i = 0; i < columns; i++) {
        const value = values[i]!;
        if (!Object.is(value, from.values[i]) && Number.isFinite(value)) own.set(view, i * cell.bytes, value);
      }
      return bytes.toString('latin1');
    },
  };
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

interface Numbers {
  get(view: DataView, at: number): number;
  set(view: DataView, at: number, value: number): void;
}

/** Reading and writing the numbers of a type. Texts have none. */
export function numbersOf({ type, bytes, little }: Cell): Numbers {
  switch (`${type}${bytes}`) {
    case 'f2':
      return {
        get: (view, at) => halfValue(view.getUint16(at, little)),
        set: (view, at, value) => view.setUint16(at, halfBits(Math.min(65504, Math.max(-65504, value))), little),
      };
    case 'f4':
      return {
        get: (view, at) => view.getFloat32(at, little),
        set: (view, at, value) => view.setFloat32(at, value, little),
      };
    case 'f8':
      return {
        get: (view, at) => view.getFloat64(at, little),
        set: (view, at, value) => view.setFloat64(at, value, little),
      };
    default:
      return {
        get: () => Number.NaN,
        set: () => {
          throw new Error(`numbers of type ${type}${bytes} can't be written`);
        },
      };
  }
}

/** What a label says: a number as one writes it, or the text. */
function cellText(bytes: Buffer, { type, bytes: width, little }: Cell): string {
  const view = viewOf(bytes);
  switch (type) {
    case 'f': {
      const value = numbersOf({ type, bytes: width, little }).get(view, 0);
      return Number.isNaN(value) ? '' : String(value);
    }
    case 'b':
      return view.getUint8(0) === 0 ? 'False' : 'True';
    case 'U': {
      let text = '';
      for (let at = 0; at < bytes.length; at += 4) text += String.fromCodePoint(view.getUint32(at, little));
      return text.replace(/\0+$/, '');
    }
    case 'S':
      return bytes.toString('utf8').replace(/\0+$/, '');
    default: {
      const word = little ? Buffer.from(bytes).reverse() : bytes;
      const value = BigInt(`0x${word.toString('hex')}`);
      return String(type === 'i' ? BigInt.asIntN(width * 8, value) : value);
    }
  }
}
