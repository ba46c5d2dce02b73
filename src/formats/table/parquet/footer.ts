import { type Field, fieldOf, itemsOf, listOf, numberAt, numberOf, textAt, textOf, withFields } from './thrift';

/** Fields of the footer of a Parquet file, which is one struct in Thrift's compact protocol, and of what is in it. */
const [schema, rowCount, rowGroups, keyValues, columnOrders] = [2, 3, 4, 5, 7];
const childCount = 5; // of an element of the schema
const [chunks, byteSize, packedSize] = [1, 2, 6]; // of a row group
const [keyField, valueField] = [1, 2];

/**
 * The footer of a file with more row groups at its end, or with these alone; all else in it stays to the byte.
 * `more` is the footer that these groups were written with. Throws for what is no footer.
 */
export function withGroups(footer: Uint8Array, more: Uint8Array, rows: number, keep: boolean): Uint8Array {
  if (!fieldOf(footer, rowCount)) throw new Error('has a damaged footer');
  const added = groupsOf(more);
  return withFields(footer, {
    [rowCount]: () => numberOf(rows),
    [rowGroups]: () => listOf([...(keep ? groupsOf(footer) : []), ...added]),
  });
}

/**
 * The footer of a file with more columns, of which `own` is a footer that has them alone, for the same row groups (or for
 * none). What Arrow wrote of its own schema goes, since it would no longer fit; what Hugging Face wrote of its features gets
 * the new ones.
 */
export function withColumns(
  footer: Uint8Array,
  own: Uint8Array,
  features: Readonly<Record<string, string>>,
): Uint8Array {
  const added = itemsIn(own, schema).slice(1);
  const ownGroups = groupsOf(own);
  return withFields(footer, {
    [schema]: (field) => {
      const [root, ...rest] = itemsOf(footer, field);
      const wider = withFields(root!, { [childCount]: (f) => numberOf(numberAt(root!, f) + added.length) });
      return listOf([wider, ...rest, ...added]);
    },
    [rowGroups]: (field) =>
      listOf(itemsOf(footer, field).map((group, i) => (ownGroups[i] ? withChunks(group, ownGroups[i]) : group))),
    [keyValues]: (field) => listOf(itemsOf(footer, field).flatMap((pair) => withFeatures(pair, features))),
    [columnOrders]: (field) => listOf([...itemsOf(footer, field), ...added.map(() => typeOrder)]),
  });
}

/** A union of which the first field is an empty struct: values are ordered as their type says. */
const typeOrder = Uint8Array.of(0x1c, 0, 0);

function withChunks(group: Uint8Array, own: Uint8Array): Uint8Array {
  const sum = (id: number) => (field: Field) => {
    const more = fieldOf(own, id);
    return numberOf(numberAt(group, field) + (more ? numberAt(own, more) : 0));
  };
  return withFields(group, {
    [chunks]: (field) => listOf([...itemsOf(group, field), ...itemsIn(own, chunks)]),
    [byteSize]: sum(byteSize),
    [packedSize]: sum(packedSize),
  });
}

function withFeatures(pair: Uint8Array, features: Readonly<Record<string, string>>): readonly Uint8Array[] {
  const [key, value] = [fieldOf(pair, keyField), fieldOf(pair, valueField)];
  const name = key && textAt(pair, key);
  if (name === 'ARROW:schema') return [];
  if (name !== 'huggingface' || !value) return [pair];
  try {
    const said = JSON.parse(textAt(pair, value)) as { readonly info?: { readonly features?: object } };
    if (!said.info?.features) return [pair];
    const more = Object.entries(features).map(([column, dtype]) => [column, { dtype, _type: 'Value' }]);
    const info = { ...said.info, features: { ...said.info.features, ...Object.fromEntries(more) } };
    return [withFields(pair, { [valueField]: () => textOf(JSON.stringify({ ...said, info })) })];
  } catch {
    return []; // no JSON: nobody can read it
  }
}

const groupsOf = (footer: Uint8Array): readonly Uint8Array[] => itemsIn(footer, rowGroups);

function itemsIn(bytes: Uint8Array, id: number): readonly Uint8Array[] {
  const field = fieldOf(bytes, id);
  if (!field) throw new Error('has a damaged footer');
  return itemsOf(bytes, field);
}
