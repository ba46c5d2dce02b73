/**
 * A model of two or four nodes for onnxruntime, written by hand: scores of queries (q × d) against vectors (n × d), and the
 * `k` highest of each. With `scaled`, scores are multiplied by `scale` and `bias` is added, both one a vector.
 */
export function topGraph(scaled: boolean): Uint8Array {
  const nodes = [
    node('Gemm', ['queries', 'vectors'], ['dots'], [intAttribute('transB', 1)]),
    ...(scaled
      ? [node('Mul', ['dots', 'scale'], ['scaled']), node('Add', ['scaled', 'bias'], ['scores'])]
      : [node('Identity', ['dots'], ['scores'])]),
    node('TopK', ['scores', 'k'], ['values', 'rows']),
  ];
  const floats = ['queries', 'vectors', ...(scaled ? ['scale', 'bias'] : [])];
  const graph = [
    ...nodes.map((bytes) => field(1, bytes)),
    field(2, text('top')),
    ...floats.map((name) => field(11, value(name, 1))),
    field(11, value('k', 7)),
    field(12, value('values', 1)),
    field(12, value('rows', 7)),
  ].flat();
  const opset = [...field(1, []), ...varint(2, 13)];
  return Uint8Array.from([...varint(1, 8), ...field(7, graph), ...field(8, opset)]);
}

type Bytes = readonly number[];

// Protocol buffers: a key (field number, kind) before each value; https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
const number = (n: number): Bytes => (n < 128 ? [n] : [(n & 127) | 128, ...number(n >>> 7)]);
const varint = (at: number, n: number): Bytes => [...number(at << 3), ...number(n)];
const field = (at: number, bytes: Bytes): Bytes => [...number((at << 3) | 2), ...number(bytes.length), ...bytes];
const text = (words: string): Bytes => [...new TextEncoder().encode(words)];

const node = (op: string, inputs: readonly string[], outputs: readonly string[], attributes: readonly Bytes[] = []) => [
  ...inputs.flatMap((name) => field(1, text(name))),
  ...outputs.flatMap((name) => field(2, text(name))),
  ...field(4, text(op)),
  ...attributes.flatMap((bytes) => field(5, bytes)),
];
const intAttribute = (name: string, n: number): Bytes => [...field(1, text(name)), ...varint(3, n), ...varint(20, 2)];
/** 1: float32, 7: int64; of any shape. */
const value = (name: string, type: number): Bytes => [...field(1, text(name)), ...field(2, field(1, varint(1, type)))];
