/** Places in the footer of a Parquet file, which is one struct in Thrift's compact protocol. */
interface Field {
  readonly id: number;
  /** From the first byte of the field's header, of its value, and after it. */
  readonly start: number;
  readonly value: number;
  readonly end: number;
}

const [rowCount, rowGroups] = [3, 4];
const [i64, list, struct] = [6, 9, 12];

/**
 * The footer of a file with more row groups at its end, or with these alone; all else in it stays to the byte.
 * `more` is the footer that these groups were written with. Throws for what is no footer.
 */
export function withGroups(footer: Uint8Array, more: Uint8Array, rows: number, keep: boolean): Uint8Array {
  const [own, added] = [groupsOf(footer), groupsOf(more)];
  const groups = [...(keep ? [own.bytes] : []), added.bytes];
  const count = (keep ? own.count : 0) + added.count;
  const parts = own.fields.map(({ id, start, value, end }) => {
    if (id === rowCount) return [footer.subarray(start, value), varint(BigInt(rows) * 2n)];
    if (id === rowGroups) return [footer.subarray(start, value), listHead(count), ...groups];
    return [footer.subarray(start, end)];
  });
  return joinedBytes([...parts.flat(), Uint8Array.of(0)]);
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

function groupsOf(footer: Uint8Array) {
  const fields = fieldsOf(footer, 0).fields;
  const groups = fields.find(({ id }) => id === rowGroups);
  if (!groups || !fields.some(({ id }) => id === rowCount)) throw new Error('has a damaged footer');
  const { count, at } = readListHead(footer, groups.value);
  return { fields, count, bytes: footer.subarray(at, groups.end) };
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
