import { textCodecOf } from '../../formats/table/codec';
import type { TaskControl } from '../serve';
import type { CorpusTable } from '../table/asks';
import { rowsOfBlock } from '../table/block-rows';
import type { LearnAsk } from './asks';
import { learnVectors } from './learn-vectors';
import { storedVectors } from './vector-store';

/** About so many letters are learnt from: blocks spread evenly where a dataset has more. */
const mostLetters = 24_000_000;

/** Learns word vectors from rows and stores them; nothing to do where they are stored already. */
export async function learnFromCorpus({ corpus, folder }: LearnAsk, control: TaskControl): Promise<undefined> {
  await storedVectors(folder, async (onVector) => {
    const texts: string[] = [];
    for await (const text of textsOf(corpus, mostLetters)) {
      control.check();
      texts.push(text);
    }
    learnVectors(texts, onVector, () => {
      control.check();
      control.alive();
    });
  });
}

/** Texts of the corpus's rows; rows that can't be read are left out. */
async function* textsOf(corpus: readonly CorpusTable[], letters: number): AsyncGenerator<string> {
  const bytes = corpus.flatMap(({ blocks }) => blocks.map(({ start, end }) => end - start)).reduce((a, b) => a + b, 0);
  const step = Math.max(1, bytes / letters);
  let next = 0;
  let n = 0;
  for (const { disk, reading, blocks, taken } of corpus) {
    const codec = textCodecOf(reading);
    for (const block of blocks) {
      if (n++ < next) continue;
      next += step;
      for (const [i, raw] of (await rowsOfBlock(disk, reading, block)).entries()) {
        if (taken[block.first + i] === 0) continue;
        const text = readText(codec, raw);
        if (text !== undefined) yield text;
      }
    }
  }
}

function readText(codec: ReturnType<typeof textCodecOf>, raw: string): string | undefined {
  try {
    return codec.read(raw).text;
  } catch {
    return undefined;
  }
}
