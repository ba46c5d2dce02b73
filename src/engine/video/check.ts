const damage = [
  /error while decoding MB/i,
  /concealing \d+ DC/,
  /Error while decoding stream/,
  /Error submitting packet to decoder/,
  /partial file/,
  /Invalid NAL unit size/,
];

/**
 * ffmpeg conceals what it can't decode, and exits as if all were well. Throws when it said so, or when fewer frames came
 * out than packets were there; a few packets hold no frame of their own.
 */
export function checkDecoded(said: string, packets: number): void {
  const decoded = Number(/\(video\): \d+ packets read[^;]*; (\d+) frames decoded/.exec(said)?.[1] ?? packets);
  if (decoded < packets * 0.97 - 2) throw new Error(`damaged: ${decoded} of ${packets} frames could be decoded`);
  const line = said.split('\n').find((l) => damage.some((pattern) => pattern.test(l)));
  if (line) throw new Error(`damaged: ${line.replace(/^\[.*?\] */, '').trim()}`);
}
