import type { Reading } from '../../core/table';

/** Called with the bytes of a row, without its line end; `list` names the list that it stands in. */
export type OnRow = (start: number, end: number, list?: string) => void;

/** Finds the rows of a table in chunks of its bytes, which come in order. Offsets are those of the file. */
export interface RowScanner {
  scan(chunk: Uint8Array, offset: number): void;
  /** After the last chunk. */
  end(size: number): void;
}

/** Scans from the first row on, or from the beginning of any block. */
export function scannerOf(reading: Reading, onRow: OnRow, inside = false): RowScanner {
  if (reading.kind === 'document') return { scan: () => {}, end: (size) => onRow(0, size) };
  if (reading.kind === 'json') return elementScanner(onRow, inside);
  const quoted = reading.kind === 'delimited' && reading.quotes;
  const delimiter = reading.kind === 'delimited' ? reading.delimiter.charCodeAt(0) : -1;
  return lineScanner(reading.lineEnd === '\r' ? 13 : 10, quoted ? 34 : -1, delimiter, onRow);
}

/** Lines; a line end between quotes belongs to its cell. Lines with nothing but white space are no rows. */
function lineScanner(lineEnd: number, quote: number, delimiter: number, onRow: OnRow): RowScanner {
  let start = 0;
  let begun = false;
  let inQuotes = false;
  let mayOpen = true; // at the beginning of a cell, or right after a quote that closed one
  let solid = false; // something else than white space was seen in this line
  let last = 0;
  const finish = (end: number) => {
    if (solid) onRow(start, last === 13 && lineEnd === 10 ? end - 1 : end);
    solid = false;
    mayOpen = true;
  };
  return {
    scan(chunk, offset) {
      if (!begun) start = offset;
      begun = true;
      for (let i = 0; i < chunk.length; i++) {
        const byte = chunk[i]!;
        if (byte === lineEnd && !inQuotes) {
          finish(offset + i);
          start = offset + i + 1;
        } else {
          if (byte > 32) solid = true;
          if (byte === quote && (inQuotes || mayOpen)) {
            inQuotes = !inQuotes;
            mayOpen = true;
          } else {
            mayOpen = byte === delimiter;
          }
        }
        last = byte;
      }
    },
    end: (size) => {
      if (begun && size > start) finish(size);
    },
  };
}

const [openList, closeList, openObject, closeObject, comma, quote, backslash] = [91, 93, 123, 125, 44, 34, 92];

/** Elements of the list that a JSON document is, or of the lists of the object that it is. */
function elementScanner(onRow: OnRow, inside: boolean): RowScanner {
  let depth = inside ? 1 : 0;
  let rowDepth = inside ? 1 : -1; // depth of a list whose elements are rows
  let rootIsObject = false;
  let inString = false;
  let escaped = false;
  let rowStart = -1;
  let solidEnd = 0; // after the last byte that is no white space
  let key: number[] | undefined; // bytes of the key that is being read
  let list: string | undefined;
  const endRow = () => {
    if (rowStart >= 0) onRow(rowStart, solidEnd, list);
    rowStart = -1;
  };
  const readString = (byte: number) => {
    key?.push(byte);
    if (escaped) escaped = false;
    else if (byte === backslash) escaped = true;
    else if (byte === quote) {
      inString = false;
      if (key) list = JSON.parse(new TextDecoder().decode(Uint8Array.from(key))) as string;
      key = undefined;
    }
  };
  const readOther = (byte: number, at: number) => {
    const closes = byte === closeList || byte === closeObject;
    if (depth === rowDepth && (byte === comma || closes)) endRow();
    else if (depth === rowDepth && rowStart < 0) rowStart = at;
    if (byte === quote) {
      inString = true;
      if (rootIsObject && depth === 1) key = [byte];
    } else if (byte === openList || byte === openObject) {
      if (depth === 0) rootIsObject = byte === openObject;
      depth++;
      if (byte === openList && depth === (rootIsObject ? 2 : 1)) rowDepth = depth;
    } else if (closes) {
      if (depth === rowDepth) rowDepth = -1;
      depth--;
    }
  };
  return {
    scan(chunk, offset) {
      for (let i = 0; i < chunk.length; i++) {
        const byte = chunk[i]!;
        if (inString) readString(byte);
        else if (byte > 32) readOther(byte, offset + i);
        if (inString || byte > 32) solidEnd = offset + i + 1;
      }
    },
    end: () => {
      if (inside) endRow();
    },
  };
}
