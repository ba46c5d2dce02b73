/**
 * Elementary functions from +, -, ×, ÷ alone, which IEEE 754 defines to the bit. `Math.sin` and its kin may differ in
 * the last bit between engines and builds, and the same seed must draw the same values everywhere. Errors stay
 * below 4 units in the last place for the arguments that occur here.
 */

const ln2 = Math.LN2;
const [ln2High, ln2Low] = [0.6931471803691238, 1.9082149292705877e-10]; // k × high is exact (Cody and Waite 1980)
const halfPi = 1.5707963267948966;
const bits = new DataView(new ArrayBuffer(8));

/** 2^k for whole k from -1022 to 1023. */
function powerOfTwo(k: number): number {
  bits.setUint32(0, (k + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** Natural logarithm of a normal number above 0. */
export function log(x: number): number {
  bits.setFloat64(0, x);
  let exponent = ((bits.getUint32(0) >>> 20) & 0x7ff) - 1023;
  let mantissa = x / powerOfTwo(exponent);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 0;
  for (let n = 23; n >= 1; n -= 2) sum = sum * square + 1 / n; // atanh series: |s| < 0.172
  return 2 * s * sum + exponent * ln2;
}

/** e^x; 0 below e^-700 and infinite above e^700. */
export function exp(x: number): number {
  if (x < -700) return 0;
  if (x > 700) return Number.POSITIVE_INFINITY;
  const k = Math.round(x / ln2);
  const r = x - k * ln2High - k * ln2Low;
  let sum = 1;
  for (let n = 16; n >= 1; n--) sum = 1 + (sum * r) / n;
  return sum * powerOfTwo(k);
}

/** x^y for x above 0. */
export const power = (x: number, y: number): number => exp(y * log(x));

function sinSmall(r: number): number {
  let sum = 1;
  for (let n = 18; n >= 2; n -= 2) sum = 1 - (sum * r * r) / (n * (n + 1));
  return r * sum;
}

function cosSmall(r: number): number {
  let sum = 1;
  for (let n = 18; n >= 2; n -= 2) sum = 1 - (sum * r * r) / (n * (n - 1));
  return sum;
}

/** Which quarter of a turn an angle is nearest to, 0 to 3, and what is left of it, in radians. */
function quartered(degrees: number): readonly [quarter: number, rest: number] {
  const quarter = Math.round(degrees / 90);
  return [((quarter % 4) + 4) % 4, ((degrees - quarter * 90) / 90) * halfPi];
}

/** Sine and cosine of an angle in degrees; exact at multiples of 90. */
export function sinCosDegrees(degrees: number): readonly [sin: number, cos: number] {
  const [quarter, r] = quartered(degrees);
  const [s, c] = [sinSmall(r), cosSmall(r)];
  switch (quarter) {
    case 0:
      return [s, c];
    case 1:
      return [c, -s];
    case 2:
      return [-s, -c];
    default:
      return [-c, s];
  }
}

/** The cosine alone, to the same bit. */
export function cosDegrees(degrees: number): number {
  const [quarter, r] = quartered(degrees);
  const size = quarter % 2 === 0 ? cosSmall(r) : sinSmall(r);
  return quarter === 1 || quarter === 2 ? -size : size;
}
