import type { Tensor } from '@huggingface/transformers';
import { keptLast, modelFolder, sessionOptions, transformers, weightsOf } from '../transformers';
import type { TranslationDoor } from './engine';

/** Sentences at a time. Quantised models go one by one: what one gets would depend on the others in its batch. */
const together = { q8: 1, fp32: 16 } as const;
const longest = 512;

const load = keptLast(4, async (folder) => {
  const { AutoTokenizer, AutoModelForSeq2SeqLM, LogitsProcessor, LogitsProcessorList } = await transformers();
  const weights = weightsOf(folder, 'encoder_model');
  const tokenizer = await AutoTokenizer.from_pretrained(folder);
  const model = await AutoModelForSeq2SeqLM.from_pretrained(folder, { ...weights, ...sessionOptions });
  const end = Number((model.config as { eos_token_id?: number }).eos_token_id);
  /** A row that has ended stays ended: by itself it would go on until all rows of the batch end in the same step. */
  class StaysEnded extends LogitsProcessor {
    override _call(ids: bigint[][], logits: Tensor) {
      for (const [row, said] of ids.entries()) {
        if (!said.slice(1).some((id) => Number(id) === end)) continue;
        const { data } = (logits as unknown as readonly { readonly data: Float32Array }[])[row]!;
        data.fill(-Infinity);
        data[end] = 0;
      }
      return logits;
    }
  }
  const ended = new LogitsProcessorList();
  ended.push(new StaysEnded());
  return { tokenizer, model, ended, together: together[weights.dtype] };
});

const nameOf = (where: string, from: string, to: string) => where.replaceAll('{from}', from).replaceAll('{to}', to);

/** Marian models in ONNX, one for each direction, through transformers.js. */
export const marian: TranslationDoor = {
  open: (where, { root, storage, step }) => {
    return async (texts, from, to) => {
      const { tokenizer, model, ended, together } = await load(modelFolder(nameOf(where, from, to), root, storage));
      const translated: string[] = [];
      for (let at = 0; at < texts.length; at += together) {
        step();
        const inputs = tokenizer(texts.slice(at, at + together), { padding: true, truncation: true });
        const [, length] = inputs.input_ids.dims as [number, number];
        const said = await model.generate({
          ...inputs,
          max_new_tokens: Math.min(longest, length * 2 + 16),
          logits_processor: ended,
        } as Parameters<typeof model.generate>[0]);
        translated.push(...tokenizer.batch_decode(said as never, { skip_special_tokens: true }));
      }
      return translated.map((text) => text.trim());
    };
  },
  async check(where, { root, storage }, from, to) {
    modelFolder(nameOf(where, from, to), root, storage);
  },
};
