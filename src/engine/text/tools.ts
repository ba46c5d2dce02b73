import { join } from 'node:path';
import { readDictionary } from './dictionary';
import type { TextTools } from './draw';
import { lexiconOf } from './lexicon';
import { createTagger, type Tagger } from './tagger';

let tools: TextTools | undefined;

/** Dictionary and tagger, read when a text is first drawn. The dictionary stands beside the bundle. */
export function textTools(): TextTools {
  if (tools) return tools;
  const dictionary = readDictionary(join(__dirname, 'wordnet.bin'));
  let tagger: Tagger | undefined;
  tools = {
    lexicon: lexiconOf(dictionary),
    tagger: () => {
      tagger ??= createTagger(dictionary);
      return tagger;
    },
  };
  return tools;
}
