import { packedWordNet } from '../../../src/build/wordnet';
import { readDictionary } from '../../../src/engine/text/dictionary';
import type { TextTools } from '../../../src/engine/text/draw';
import { lexiconOf } from '../../../src/engine/text/lexicon';
import { createTagger } from '../../../src/engine/text/tagger';
import { answersByHand } from './answers';

export const dictionary = readDictionary(packedWordNet());
const tagger = createTagger(dictionary);
export const tools: TextTools = {
  lexicon: lexiconOf(dictionary),
  tagger: () => tagger,
  answers: answersByHand,
};
