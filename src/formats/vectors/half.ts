/** IEEE 754 half precision (binary16), from and to doubles, without a detour that would round twice. */

const bits = new DataView(new ArrayBuffer(8));
const [least, smallestNormal] = [2 ** -24, 2 ** -14];

/** The number of 16 bits. */
export function halfValue(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 0x3ff;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * least;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** The nearest 16 bits, to even where two are as near; infinite from 65520 on. */
export function halfBits(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size >= 65520) return sign | 0x7c00;
  if (size < smallestNormal) return sign | toEven(size / least); // 1024 of these is the smallest normal number
  bits.setFloat64(0, size);
  const exponent = ((bits.getUint32(0) >>> 20) & 0x7ff) - 1023;
  return sign | (((exponent + 14) << 10) + toEven(size / 2 ** (exponent - 10))); // the leading 1024 adds one to the exponent
}

function toEven(value: number): number {
  const low = Math.floor(value);
  const rest = value - low;
  return rest > 0.5 || (rest === 0.5 && low % 2 === 1) ? low + 1 : low;
}
