import { PassThrough } from 'node:stream';
import { pack } from 'tar-stream';
import { expect, it } from 'vitest';
import { sendTar } from '../../../src/engine/tar/web-dataset';

it('a slow reader gets all of a tar, and waiting for it leaves nothing behind that listens', async () => {
  const tar = pack();
  for (let i = 0; i < 40; i++) tar.entry({ name: `${i}` }, 'x'.repeat(1000));
  tar.finalize();
  const out = new PassThrough({ highWaterMark: 1 }); // each chunk waits
  const sent = sendTar(tar, out, () => {}).finally(() => out.end());
  let [bytes, most] = [0, 0];
  for await (const chunk of out) {
    bytes += (chunk as Buffer).length;
    most = Math.max(most, out.listenerCount('close'), out.listenerCount('error'));
  }
  expect(await sent).toBe(true);
  expect(bytes).toBe(40 * 1536 + 1024);
  expect(most).toBeLessThan(6);
});
