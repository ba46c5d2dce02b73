/** Structs of Thrift's compact protocol, of which some fields change and all else stays to the byte. */
export interface Field {
  readonly id: number;
  /** From the first byte of the field's header, of its value, and after it. */
  readonly start: number;
  readonly value: number;
  readonly end: number;
}

const [i64, list, struct] = [6, 9, 12];

/** A struct with other values in some of its fields, by their ids; those that it does not have are not added. */
export function withFields(
  bytes: Uint8Array,
  changes: Readonly<Record<number, (value: Field) => Uint8Array>>,
): Uint8Array {
  const parts = fieldsOf(bytes, 0).fields.flatMap((field) => {
    const change = changes[field.id];
    return change
      ? [bytes.subarray(field.start, field.value), change(field)]
      : [bytes.subarray(field.start, field.end)];
  });
  return joinedBytes([...parts, Uint8Array.of(0)]);
}

/** A field of a struct, or undefined. */
export const fieldOf = (bytes: Uint8Array, id: number): Field | undefined =>
  fieldsOf(bytes, 0).fields.find((field) => field.id === id);

/** The structs of a list. */
export function itemsOf(bytes: Uint8Array, { value }: Field): readonly Uint8Array[] {
  let { count, at } = readListHead(bytes, value);
  const items: Uint8Array[] = [];
  for (; count > 0; count--) {
    const { at: end } = fieldsOf(bytes, at);
    items.push(bytes.subarray(at, end));
    at = end;
  }
  return items;
}

/** A list of structs. */
export const listOf = (items: readonly Uint8Array[]): Uint8Array => joinedBytes([listHead(items.length), ...items]);

/** A whole number that is not negative, as a field holds it. */
export const numberAt = (bytes: Uint8Array, { value }: Field): number => readVarint(bytes, value).value / 2;

/** The bytes of such a number. */
export const numberOf = (value: number): Uint8Array => varint(BigInt(value) * 2n);

/** The text of a field. */
export function textAt(bytes: Uint8Array, { value, end }: Field): string {
  return new TextDecoder().decode(bytes.subarray(readVarint(bytes, value).at, end));
}

/** The bytes of a text. */
export function textOf(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  return joinedBytes([varint(BigInt(bytes.length)), bytes]);
}

/** Bytes one after the other. */
export function joinedBytes(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function listHead(count: number): Uint8Array {
  return count < 15
    ? Uint8Array.of((count << 4) | struct)
    : joinedBytes([Uint8Array.of(0xf0 | struct), varint(BigInt(count))]);
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Uint8Array.from([...bytes, Number(rest)]);
}

function readVarint(bytes: Uint8Array, from: number): { readonly value: number; readonly at: number } {
  let [value, at, factor] = [0, from, 1];
  for (;;) {
    const byte = bytes[at++];
    if (byte === undefined) throw new Error('has a damaged footer');
    value += (byte & 127) * factor;
    if (byte < 128) return { value, at };
    factor *= 128;
  }
}

function readListHead(bytes: Uint8Array, from: number) {
  const head = bytes[from] ?? 0;
  const short = head >> 4;
  const { value: count, at } = short < 15 ? { value: short, at: from + 1 } : readVarint(bytes, from + 1);
  return { type: head & 15, count, at };
}

/** The fields of a struct, and the place after its end. */
function fieldsOf(bytes: Uint8Array, from: number): { readonly fields: readonly Field[]; readonly at: number } {
  const fields: Field[] = [];
  let [at, id] = [from, 0];
  for (;;) {
    const start = at;
    const head = bytes[at++];
    if (head === undefined) throw new Error('has a damaged footer');
    if (head === 0) return { fields, at };
    const step = head >> 4;
    if (step > 0) id += step;
    else {
      const { value, at: after } = readVarint(bytes, at);
      [id, at] = [value / 2, after]; // zigzag; ids are never negative
    }
    const value = at;
    at = afterValue(bytes, at, head & 15);
    fields.push({ id, start, value, end: at });
  }
}

function afterValue(bytes: Uint8Array, at: number, type: number): number {
  if (type === 1 || type === 2) return at; // the type is the truth value
  if (type === 3) return at + 1;
  if (type >= 4 && type <= i64) return readVarint(bytes, at).at;
  if (type === 7) return at + 8;
  if (type === 8) {
    const { value, at: start } = readVarint(bytes, at);
    return start + value;
  }
  if (type === struct) return fieldsOf(bytes, at).at;
  if (type !== list) throw new Error('has a damaged footer');
  const { type: item, count, at: first } = readListHead(bytes, at);
  let end = first;
  for (let i = 0; i < count; i++) end = item === 1 || item === 2 ? end + 1 : afterValue(bytes, end, item);
  return end;
}
