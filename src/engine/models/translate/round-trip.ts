import type { ModelAnswer, TranslationQuestion } from '../../../core/questions';
import type { Answering } from '../answer';
import { apertium } from './apertium';
import type { LocalEngine, TranslationDoor } from './engine';
import { libreTranslate } from './libre-translate';
import { marian } from './marian';

export const translationDoors: Readonly<Record<LocalEngine, TranslationDoor>> = {
  marian,
  libretranslate: libreTranslate,
  apertium,
};

/** Each sentence once there and back, whoever asks for it. */
export async function roundTrips(
  asked: readonly TranslationQuestion[],
  by: Answering,
): Promise<readonly ModelAnswer[]> {
  const { engine, where, from, through } = asked[0]!;
  const { control, root, storage } = by;
  const step = () => {
    control.check();
    control.alive();
  };
  const translate = translationDoors[engine as LocalEngine].open(where, { root, storage, step });
  const texts = [...new Set(asked.map(({ text }) => text))];
  const there = await translate(texts, from, through);
  const back = await translate(there, through, from);
  const answers = new Map(texts.map((text, i) => [text, back[i]!]));
  return asked.map(({ text }) => ({ text: answers.get(text)! }));
}
