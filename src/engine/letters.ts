import type { Raster } from '../core/image';

/** Letters for pictures: sharp can write text only where fonts are installed, and servers often have none. */

const first = 32; // the space; the last is ~
const across = 5;
const down = 8;

/** For each letter 5 columns of 8 bits from left to right; the lowest bit is the top. */
const columns =
  '000000000000005f00000007000700147f147f14242a7f2a12231308646236495620500008070300001c2241000041221c00' +
  '2a1c7f1c2a08083e080800807030000808080808000060600020100804023e5149453e00427f400072494949462141494d33' +
  '1814127f1027454545393c4a49493141211109073649494936464949291e0000140000004034000000081422411414141414' +
  '004122140802015909063e415d594e7c1211127c7f494949363e414141227f4141413e7f494949417f090909013e41415173' +
  '7f0808087f00417f41002040413f017f081422417f404040407f021c027f7f0408107f3e4141413e7f090909063e4151215e' +
  '7f09192946264949493203017f01033f4040403f1f2040201f3f4038403f631408146303047804036159494d43007f414141' +
  '0204081020004141417f04020102044040404040000307080020545478407f284444383844444428384444287f3854545418' +
  '00087e090218a4a49c787f0804047800447d40002040403d007f1028440000417f40007c047804787c080404783844444438' +
  'fc1824241818242418fc7c08040408485454542404043f44243c4040207c1c2040201c3c4030403c44281028444c9090907c' +
  '4464544c440008364100000077000000413608000201020402';

/** Size of one letter with the space after it, in pixels, at scale 1. */
export const letterSize = { width: across + 1, height: down } as const;

/** A line of text as dark pixels on nothing. Accents are left out; what is not ASCII becomes a question mark. */
export function writeText(text: string, scale: number): Raster {
  const letters = [...text.normalize('NFD').replace(/\p{M}/gu, '')];
  const width = Math.max(1, letters.length) * letterSize.width * scale;
  const height = down * scale;
  const data = new Uint8Array(width * height * 4);
  for (const [n, letter] of letters.entries()) {
    const code = letter.codePointAt(0)!;
    const glyph = (code >= first && code < 127 ? code : 63) - first;
    for (let x = 0; x < across * scale; x++) {
      const at = (glyph * across + Math.floor(x / scale)) * 2;
      const column = Number.parseInt(columns.slice(at, at + 2), 16);
      for (let y = 0; y < height; y++) {
        if (!((column >> Math.floor(y / scale)) & 1)) continue;
        const pixel = (y * width + n * letterSize.width * scale + x) * 4;
        data.set([32, 32, 32, 255], pixel);
      }
    }
  }
  return { width, height, channels: 4, data };
}
