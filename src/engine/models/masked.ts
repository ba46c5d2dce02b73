import type { MaskedQuestion, ModelAnswer } from '../../core/questions';
import { rounded } from '../../core/random';
import type { Candidate } from '../../core/text';
import type { Answering } from './answer';
import { keptLast, modelFolder, sessionOptions, transformers, weightsOf } from './transformers';

/** More than a step draws from: some are the word itself, or its opposite. */
const most = 120;
/** Sentences at a time. Quantised models go one by one: what one sentence gets would depend on the others in its batch. */
const together = { q8: 1, fp32: 16 } as const;
/** Letters beside the word that the model gets to see, on each side. */
const context = 400;

const load = keptLast(2, async (folder) => {
  const { AutoTokenizer, AutoModelForMaskedLM } = await transformers();
  const tokenizer = await AutoTokenizer.from_pretrained(folder);
  const weights = weightsOf(folder, 'model');
  const model = await AutoModelForMaskedLM.from_pretrained(folder, { ...weights, ...sessionOptions });
  if (tokenizer.mask_token === undefined) throw new Error(`the model in ${folder} has no mask: it is of another kind`);
  return { tokenizer, model, words: wholeWords(tokenizer.get_vocab()), together: together[weights.dtype] };
});

/** For each token of a vocabulary the word that it is by itself; undefined for parts of words and for signs. */
function wholeWords(vocabulary: ReadonlyMap<string, number>): readonly (string | undefined)[] {
  const pieces = [...vocabulary.keys()];
  const start = ['Ġ', '▁'].find((mark) => pieces.filter((piece) => piece.startsWith(mark)).length > 100);
  const words: (string | undefined)[] = [];
  for (const [piece, id] of vocabulary) {
    const word = start === undefined ? piece : piece.startsWith(start) ? piece.slice(start.length) : '';
    words[id] = /^[\p{L}\p{M}]{2,}$/u.test(word) ? word : undefined; // "##ing" has no chance
  }
  return words;
}

/** Whole words that the model expects in each place, by probability to 5 decimals. */
export async function maskedWords(
  questions: readonly MaskedQuestion[],
  by: Answering,
): Promise<readonly ModelAnswer[]> {
  const { root, storage, control } = by;
  const loaded = await load(modelFolder(questions[0]!.model, root, storage));
  const { mask_token } = loaded.tokenizer;
  const texts = questions.map(({ text, start, end }) => {
    return `${text.slice(Math.max(0, start - context), start)}${mask_token}${text.slice(end, end + context)}`;
  });
  const order = texts.map((_, i) => i).sort((a, b) => texts[a]!.length - texts[b]!.length || a - b);
  const answers: ModelAnswer[] = [];
  for (let from = 0; from < order.length; from += loaded.together) {
    control.check();
    const batch = order.slice(from, from + loaded.together);
    const expected = await expect(
      loaded,
      batch.map((i) => texts[i]!),
    );
    for (const [n, i] of batch.entries()) answers[i] = { candidates: expected[n]! };
    control.alive();
  }
  return answers;
}

/** What stands at the first mask of each text, the likeliest first. */
async function expect(
  { tokenizer, model, words }: Awaited<ReturnType<typeof load>>,
  texts: readonly string[],
): Promise<readonly (readonly Candidate[])[]> {
  const positions = Number((model.config as { max_position_embeddings?: number }).max_position_embeddings ?? 512);
  const options = { padding: true, truncation: true, max_length: positions };
  const inputs = tokenizer([...texts], options);
  const { logits } = (await model(inputs)) as { logits: { readonly dims: number[]; readonly data: Float32Array } };
  const [, length, size] = logits.dims as [number, number, number];
  const ids = inputs.input_ids.data as BigInt64Array;
  return texts.map((_, row) => {
    const at = ids.subarray(row * length, (row + 1) * length).indexOf(BigInt(tokenizer.mask_token_id!));
    if (at < 0) return []; // beyond what the model can see
    const from = (row * length + at) * size;
    return likely(logits.data.subarray(from, from + size), words);
  });
}

function likely(logits: Float32Array, words: readonly (string | undefined)[]): readonly Candidate[] {
  const top = logits.reduce((a, b) => Math.max(a, b));
  const total = logits.reduce((sum, v) => sum + Math.exp(v - top), 0);
  const found: { readonly text: string; readonly weight: number }[] = [];
  for (const [id, text] of words.entries()) {
    if (text !== undefined) found.push({ text, weight: rounded(Math.exp(logits[id]! - top) / total, 5) });
  }
  return found.sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1)).slice(0, most);
}
