import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { imageCatalogue as catalogue } from '../../../src/transforms/index';
import { apply, draw, picture } from '../image/pictures';

/**
 * Hashes of pixels before encoding, of one fixed draw for each transform: a change here changes what every recorded run
 * gives. `UPDATE_GOLDEN=1 npx vitest run test/unit/transforms/golden.test.ts` writes them anew; say why in the commit.
 * Compress is left out: its pixels are those of the codec's build.
 */
const file = new URL('../../fixtures/golden-pixels.json', import.meta.url);

const hash = (data: Uint8Array) => createHash('sha256').update(data).digest('hex').slice(0, 16);

async function golden(): Promise<Record<string, unknown>> {
  const entries: [string, unknown][] = [];
  for (const [id, t] of catalogue) {
    if (id === 'image.compress') continue;
    const step = draw(t, {}, 'golden');
    const pixels: Record<string, string> = {};
    for (const [name, source] of Object.entries({
      rgb: picture(61, 47),
      'gray + alpha, 16 bit': picture(33, 48, 2, true),
    })) {
      const { data } = await apply(source, [step]);
      pixels[name] = hash(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    }
    entries.push([id, { drawn: step.drawn, pixels }]);
  }
  return Object.fromEntries(entries);
}

it('gives the pixels that it always gave', async () => {
  const now = await golden();
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
  expect(now).toEqual(JSON.parse(readFileSync(file, 'utf8')));
});
