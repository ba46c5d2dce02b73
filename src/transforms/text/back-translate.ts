import type { TranslationQuestion } from '../../core/questions';
import { drawSentences, rewritingParameters, rewritten } from '../../core/rewriting';
import { textTransform } from '../../core/text';

/** Sends sentences through another language and back. */
export const backTranslate = textTransform({
  id: 'text.backTranslate',
  title: 'Back translation',
  summary:
    'Translates sentences and back, and keeps what differs and still resembles. White space, names in labels and numbers stay.',
  family: 'Models',
  follows: 'nlpaug BackTranslationAug; Sennrich, Haddow and Birch 2016',
  aliases: ['BackTranslationAug', 'round trip', 'Marian', 'LibreTranslate', 'Apertium'],
  noun: 'back translation',
  row: 'through {through}',
  shortfall: 'translation came back the same, or too far off',
  asks: true,
  parameters: {
    through: { kind: 'text', title: 'Through', help: 'The other language: es, fr, de, …', default: 'es' },
    from: { kind: 'text', title: 'Language of the texts', default: 'en' },
    engine: {
      kind: 'choice',
      title: 'Engine',
      options: {
        marian: 'Marian model',
        libretranslate: 'LibreTranslate server',
        apertium: 'Apertium',
        languageModel: 'Language model of VS Code',
      },
      default: 'marian',
    },
    model: {
      kind: 'text',
      title: 'Models',
      help: 'Folders, or ids of the Hugging Face hub, with {from} and {to} for the languages.',
      when: { engine: ['marian'] },
      pick: 'folder',
      default: 'Xenova/opus-mt-{from}-{to}',
    },
    server: {
      kind: 'text',
      title: 'Server',
      help: 'Its address. A key is taken from the environment: LIBRETRANSLATE_API_KEY.',
      when: { engine: ['libretranslate'] },
      default: 'http://127.0.0.1:5000',
    },
    ...rewritingParameters(0.3, 1.6),
  },
  draw({ through, from, engine, model, server, sentences, ...limits }, random, { text, answers }) {
    const share = random.between(sentences, 4);
    const drawn = drawSentences(text, share, random);
    const where = engine === 'marian' ? model : engine === 'libretranslate' ? server : '';
    const answered = answers.all(
      drawn.map(({ start, end }): TranslationQuestion => {
        return { ask: 'translation', engine, from, through, where, text: text.text.slice(start, end) };
      }),
    );
    const said = answered.map((answer) => answer.text);
    const edits = rewritten(text, drawn, said, limits);
    const by = answered.find((answer) => answer.model)?.model;
    return edits.length > 0 || share === 0 ? { edits, ...(by && { model: by }) } : undefined;
  },
  describe: ({ edits }) => (edits.length === 0 ? '' : 'translated and back'),
});
