// `npm run samples`: the sound and video of media/sample, which is made of formulas and belongs to everybody.
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findFfmpeg } from '../engine/ffmpeg/find';

const folder = 'media/sample';

/** Hz at a time from 0 to 1 of each call, for a bird that sings at `f`. */
const calls: Readonly<Record<string, (f: number) => string>> = {
  rising: (f) => `${f}*(1+0.8*t*t)`,
  falling: (f) => `${f}*(1.9-t*t*0.7)`,
  trill: (f) => `${f}*(1.4+0.15*sin(2*PI*11*t))`,
};

/** Where the ball is in a frame of 320 × 240 at `n` from 0 to 1, and the Hz of its hum. */
const moves: Readonly<Record<string, { readonly x: string; readonly y: string; readonly hum: number }>> = {
  left: { x: '270-220*n', y: '110+h*20', hum: 330 },
  right: { x: '50+220*n', y: '110+h*20', hum: 440 },
  bounce: { x: '100+60*h', y: '190-130*abs(sin(2*PI*n))', hum: 220 },
};

/** How many clips of a class each split has; each is a little different. */
const splits = { train: 4, validation: 2 } as const;

async function main(): Promise<void> {
  const { path } = await findFfmpeg({ PATH: '' }); // the one that comes along makes the same files everywhere
  const make = async (name: string, ...args: readonly string[]) => {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await promisify(execFile)(path, ['-v', 'error', '-nostdin', '-y', ...args, '-bitexact', file]);
  };
  for (const [split, count] of Object.entries(splits)) {
    for (let i = 0; i < count; i++) {
      const take = split === 'train' ? i : i + splits.train;
      for (const [call, hertz] of Object.entries(calls)) {
        await make(`calls/${split}/${call}/${call}-${take + 1}.wav`, ...whistle(hertz(900 + 130 * take), take));
      }
      for (const [move, place] of Object.entries(moves)) {
        if (i < 2) await make(`moves/${split}/${move}/${move}-${take + 1}.mp4`, ...ball(place, take));
      }
    }
  }
}

/** A second of a whistle with two overtones, swelling and dying away, over a faint hiss. */
function whistle(hertz: string, take: number): readonly string[] {
  const phase = `st(0,ld(0)+2*PI*(${hertz})/8000)`; // the frequency changes: its sum is the phase
  const swell = `min(1,t*12)*exp(-${(1.5 + take * 0.3).toFixed(1)}*t)`;
  const sound = `${phase}*0+${swell}*(0.5*sin(ld(0))+0.15*sin(2*ld(0))+0.05*sin(3*ld(0)))+0.004*(random(1)-0.5)`;
  return ['-f', 'lavfi', '-i', `aevalsrc='${sound}':s=8000:d=1`, '-c:a', 'pcm_s16le'];
}

/** Two seconds of a bright ball before a shaded wall, with its hum. */
function ball({ x, y, hum }: { x: string; y: string; hum: number }, take: number): readonly string[] {
  const at = (place: string) => place.replace(/\bn\b/g, '(N/30)').replace(/\bh\b/g, (take / 3).toFixed(2));
  const near = `lt(hypot(X-(${at(x)}),Y-(${at(y)})),${24 + take})`;
  const wall = `geq=r='if(${near},240,60+X/4)':g='if(${near},${170 - 12 * take},70+Y/4)':b='if(${near},60,${90 + 10 * take})'`;
  const video = ['-f', 'lavfi', '-i', `color=black:s=320x240:r=15:d=2,format=gbrp,${wall},format=yuv420p`];
  const audio = ['-f', 'lavfi', '-i', `aevalsrc='0.2*sin(2*PI*${hum}*t)*(1-t/2)':s=16000:d=2`];
  return [...video, ...audio, '-c:v', 'libx264', '-threads', '1', '-crf', '26', '-c:a', 'aac', '-b:a', '48k'];
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
