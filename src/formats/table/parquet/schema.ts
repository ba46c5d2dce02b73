import type { FileMetaData, SchemaElement, SchemaTree } from 'hyparquet';

/**
 * A schema as it is stored, without what its numbers and bytes stand for: a decimal is bytes, a timestamp a whole number.
 * So every value comes back as it was. Texts and lists keep their meaning.
 */
export function stored(element: SchemaElement): SchemaElement {
  const { converted_type, logical_type, ...plain } = element;
  const words = ['UTF8', 'ENUM', 'JSON'];
  const isText =
    element.type === 'BYTE_ARRAY' &&
    (words.includes(converted_type ?? '') || ['STRING', 'ENUM', 'JSON'].includes(logical_type?.type ?? ''));
  const isList = converted_type === 'LIST' || logical_type?.type === 'LIST';
  const length = element.type === 'INT96' ? { type: 'FIXED_LEN_BYTE_ARRAY' as const, type_length: 12 } : {};
  return {
    ...plain,
    ...length,
    ...(isText && { converted_type: 'UTF8' as const }),
    ...(isList && { converted_type: 'LIST' as const }),
  };
}

/** The file's metadata in the stored schema. */
export function storedMetadata(metadata: FileMetaData): FileMetaData {
  const hasOld = metadata.schema.some(({ type }) => type === 'INT96');
  return {
    ...metadata,
    schema: metadata.schema.map(stored),
    row_groups: hasOld ? metadata.row_groups.map(withoutInt96) : metadata.row_groups,
  };
}

const withoutInt96 = (group: FileMetaData['row_groups'][number]): FileMetaData['row_groups'][number] => ({
  ...group,
  columns: group.columns.map((column) =>
    column.meta_data?.type === 'INT96'
      ? { ...column, meta_data: { ...column.meta_data, type: 'FIXED_LEN_BYTE_ARRAY' } }
      : column,
  ),
});

/** The schema in which rows are written: as stored, but maps are maps. */
export const writtenSchema = (metadata: FileMetaData): SchemaElement[] =>
  metadata.schema.map((element) => ({ ...stored(element), ...(isMap(element) && { converted_type: 'MAP' as const }) }));

const isMap = ({ converted_type, logical_type }: SchemaElement): boolean =>
  converted_type === 'MAP' || converted_type === 'MAP_KEY_VALUE' || logical_type?.type === 'MAP';

export const isList = ({ element }: SchemaTree): boolean => element.converted_type === 'LIST';

export const isText = ({ element }: SchemaTree): boolean => element.converted_type === 'UTF8';

/** True where a column holds texts, numbers, or lists and records of these. */
export const isReadable = (node: SchemaTree): boolean =>
  node.children.length > 0
    ? node.children.every(isReadable)
    : isText(node) || !/BYTE_ARRAY/.test(node.element.type ?? '');

/** Throws for the shapes of columns that rows can't be written in. */
export function checkWritable(columns: readonly SchemaTree[]): void {
  for (const column of columns) {
    if (column.element.repetition_type === 'REPEATED' || !isWritable(column)) {
      throw new Error(
        `has a column "${column.element.name}" that repeats outside a list: save it with a current library`,
      );
    }
  }
}

/** A list or a map has one child that repeats; nothing else does. */
const isWritable = (node: SchemaTree): boolean =>
  node.children.every((child) => {
    if (child.element.repetition_type !== 'REPEATED') return isWritable(child);
    const asMap =
      child.children.length === 2 && child.children.every(({ element }) => /^(key|value)$/.test(element.name));
    const asList = isList(node) && child.children.length === 1;
    return node.children.length === 1 && (asMap || asList) && isWritable(child);
  });
