import { spawn } from 'node:child_process';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TranslationDoor } from './engine';

/** Apertium's names of languages. */
const names: Readonly<Record<string, string>> = {
  ca: 'cat',
  de: 'deu',
  en: 'eng',
  eo: 'epo',
  es: 'spa',
  eu: 'eus',
  fr: 'fra',
  gl: 'glg',
  it: 'ita',
  nb: 'nob',
  nn: 'nno',
  oc: 'oci',
  pt: 'por',
  ro: 'ron',
  sv: 'swe',
};
const pairOf = (from: string, to: string) => `${names[from] ?? from}-${names[to] ?? to}`;
const together = 1000;

/** Apertium, installed on this computer: by rules, rough and offline. */
export const apertium: TranslationDoor = {
  open: (_, { step }) => {
    return async (texts, from, to) => {
      const translated: string[] = [];
      for (let at = 0; at < texts.length; at += together) {
        step();
        translated.push(...(await lines(texts.slice(at, at + together), pairOf(from, to))));
      }
      return translated;
    };
  },
  async check(_, __, from, to) {
    const pairs = (await run(['-l'])).split('\n').map((line) => line.trim());
    if (pairs.includes(pairOf(from, to))) return;
    throw new Error(
      `Apertium has no pair ${pairOf(from, to)} here: install it (Debian: apertium-${pairOf(from, to)}), or choose another engine`,
    );
  },
};

/** Sentences a line each; one by one where the lines that come back are not as many. */
async function lines(texts: readonly string[], pair: string): Promise<readonly string[]> {
  const asked = texts.map((text) => text.replace(/\s+/g, ' '));
  const said = (await run(['-u', pair], `${asked.join('\n')}\n`)).split('\n');
  while (said.length > texts.length && said.at(-1)!.trim() === '') said.pop();
  if (said.length === texts.length) return said;
  if (texts.length === 1) return [said.join(' ')];
  const single: string[] = [];
  for (const text of texts) single.push(...(await lines([text], pair)));
  return single;
}

/** Apertium's shell scripts do not stand the sockets that Node gives as pipes: they get files. */
async function run(options: readonly string[], input?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'apertium-'));
  const [from, to] = [join(folder, 'in.txt'), join(folder, 'out.txt')];
  const out = await open(to, 'w');
  try {
    if (input !== undefined) await writeFile(from, input);
    const given = input === undefined ? options : [...options, from];
    const process = spawn('apertium', given, { stdio: ['ignore', out.fd, 'ignore'] });
    const code = await new Promise<number | null>((resolve, reject) => {
      process.on('error', reject);
      process.on('close', resolve);
    }).catch(() => {
      throw new Error('Apertium is not installed here: install it (Debian: apertium), or choose another engine');
    });
    const said = await readFile(to, 'utf8');
    if (code === 0 || said !== '') return said;
    throw new Error(`Apertium could not translate: ${options.join(' ')} ended with ${code}`);
  } finally {
    await out.close();
    await rm(folder, { recursive: true, force: true });
  }
}
