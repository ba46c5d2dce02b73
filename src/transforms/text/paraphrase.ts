import type { ParaphraseQuestion } from '../../core/questions';
import { drawSentences, rewritingParameters, rewritten } from '../../core/rewriting';
import { textTransform } from '../../core/text';

/** Has a language model say sentences in other words. */
export const paraphrase = textTransform({
  id: 'text.paraphrase',
  title: 'Paraphrase',
  summary:
    'Has a language model of VS Code say sentences in other words. White space, names in labels and numbers stay; the model’s name is recorded.',
  family: 'Models',
  follows: 'AugGPT (Dai et al. 2023)',
  aliases: ['rephrase', 'LLM', 'GPT', 'Copilot', 'reword'],
  noun: 'paraphrase',
  row: '{sentences} of sentences',
  shortfall: 'no paraphrase that differs and resembles enough',
  asks: true,
  parameters: {
    engine: {
      kind: 'choice',
      title: 'Engine',
      help: 'VS Code asks for your consent first; what it costs depends on your provider.',
      options: { languageModel: 'Language model of VS Code' },
      default: 'languageModel',
    },
    ...rewritingParameters(0.1, 2),
  },
  draw({ sentences, minSimilarity, lengthRatio }, random, { text, answers }) {
    const share = random.between(sentences, 4);
    const drawn = drawSentences(text, share, random);
    const number = random.seed();
    const answered = answers.all(
      drawn.map(({ start, end }): ParaphraseQuestion => {
        return { ask: 'paraphrase', text: text.text.slice(start, end), number };
      }),
    );
    const said = answered.map((answer) => answer.text);
    const edits = rewritten(text, drawn, said, { minSimilarity, lengthRatio });
    const by = answered.find((answer) => answer.model)?.model;
    return edits.length > 0 || share === 0 ? { edits, ...(by && { model: by }) } : undefined;
  },
  describe: ({ edits }) => (edits.length === 0 ? '' : 'said in other words'),
});
