import type { Embeddings } from '../learn/embed';
import { keptLast, modelFolder, sessionOptions, transformers, weightsOf } from './transformers';

/** Texts at a time. Quantised models go one by one: what one text gets would depend on the others in its batch. */
const together = { q8: 1, fp32: 16 } as const;

const load = keptLast(2, async (folder) => {
  const { AutoTokenizer, AutoModel } = await transformers();
  const weights = weightsOf(folder, 'model');
  const tokenizer = await AutoTokenizer.from_pretrained(folder);
  const model = await AutoModel.from_pretrained(folder, { ...weights, ...sessionOptions });
  return { tokenizer, model, folder, together: together[weights.dtype] };
});
type Loaded = Awaited<ReturnType<typeof load>>;

interface Hidden {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/**
 * Texts as points by a sentence-embedding model (a folder or the id of a downloaded one): the mean over the tokens,
 * brought to length 1 (Reimers and Gurevych 2019). Throws where the model is not there, or is of another kind.
 */
export async function embedSentences(
  texts: readonly string[],
  model: string,
  by: { readonly root: string; readonly storage: string; alive(done: number): void },
): Promise<Embeddings> {
  const loaded = await load(modelFolder(model, by.root, by.storage));
  let columns = 0;
  let data = new Float32Array();
  for (let from = 0; from < texts.length; from += loaded.together) {
    by.alive(from);
    const { dims, data: hidden, mask } = await hiddenOf(loaded, texts.slice(from, from + loaded.together));
    const [rows, length, size] = dims as [number, number, number];
    if (columns === 0) {
      columns = size;
      data = new Float32Array(texts.length * size);
    }
    for (let row = 0; row < rows; row++) {
      const into = data.subarray((from + row) * size, (from + row + 1) * size);
      for (let token = 0; token < length; token++) {
        if (mask[row * length + token] === 0n) continue;
        const start = (row * length + token) * size;
        for (let d = 0; d < size; d++) into[d]! += hidden[start + d]!;
      }
      const norm = Math.sqrt(into.reduce((sum, v) => sum + v * v, 0));
      if (norm > 0) for (let d = 0; d < size; d++) into[d]! /= norm;
    }
  }
  return { rows: texts.length, columns, data };
}

async function hiddenOf({ tokenizer, model, folder }: Loaded, texts: readonly string[]) {
  const { max_position_embeddings: positions = 512 } = model.config as { max_position_embeddings?: number };
  const longest = Math.min(positions, tokenizer.model_max_length ?? positions);
  const inputs = tokenizer([...texts], { padding: true, truncation: true, max_length: longest });
  const out = (await model(inputs)) as { readonly last_hidden_state?: Hidden; readonly token_embeddings?: Hidden };
  const hidden = out.last_hidden_state ?? out.token_embeddings;
  if (!hidden) throw new Error(`the model in ${folder} gives no embeddings of its tokens: it is of another kind`);
  return { ...hidden, dims: hidden.dims, data: hidden.data, mask: inputs.attention_mask.data as BigInt64Array };
}
