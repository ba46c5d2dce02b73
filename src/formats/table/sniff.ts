import { baseOf, extensionOf, stemOf } from '../../core/names';
import type { DataOptions, Encoding, Reading } from '../../core/table';
import { sniffDelimited } from './sniff-delimited';
import { sniffJson, sniffJsonLines } from './sniff-json';

/** The beginning of a file that may be a table. */
export interface Head {
  readonly path: string;
  readonly text: string;
  /** The file goes on after it. */
  readonly cut: boolean;
  readonly encoding: Encoding;
  /** Bytes of the byte order mark. */
  readonly mark: number;
  readonly lineEnd: Reading['lineEnd'];
}

const noTables =
  /^(readme|licen[cs]e|copying|notice|changelog|citation|requirements|classes|labels|vocab|stopwords)\b/i;
const extensions = [
  'csv',
  'tsv',
  'tab',
  'psv',
  'txt',
  'jsonl',
  'ndjson',
  'json',
  'train',
  'valid',
  'test',
  'dev',
  'ft',
  'parquet',
];

/** True for names under which tables of texts lie; what is in them decides. */
export const mayBeTable = (path: string): boolean =>
  extensions.includes(extensionOf(path).toLowerCase()) && !noTables.test(baseOf(path));

/** The head of a file out of its first bytes. Throws for encodings that would not survive. */
export function headOf(path: string, bytes: Uint8Array, size: number): Head {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new Error('is UTF-16: save it as UTF-8');
  }
  if (bytes.includes(0)) throw new Error('holds zero bytes: it is no text');
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  const text = new TextDecoder(encoding === 'utf8' ? 'utf-8' : 'latin1').decode(bytes.subarray(mark));
  const [found] = /\r\n|\n|\r/.exec(text) ?? ['\n'];
  return { path, text, cut: bytes.length < size, encoding, mark, lineEnd: found as Reading['lineEnd'] };
}

/** UTF-8 but for a character that the end of the head cuts. */
function isUtf8(bytes: Uint8Array): boolean {
  for (let cut = 0; cut < 4; cut++) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return true;
    } catch {}
  }
  return false;
}

/** How this file is read as a table of texts; undefined when it is none. Throws what is wrong with it or with `data`. */
export function sniff(head: Head, data: DataOptions): Reading | undefined {
  const extension = extensionOf(head.path).toLowerCase();
  if (extension === 'jsonl' || extension === 'ndjson') return sniffJsonLines(head, data);
  if (extension === 'json') return sniffJson(head, data);
  const base = { encoding: head.encoding, head: head.mark, lineEnd: head.lineEnd };
  if (
    linesOf(head)
      .slice(0, 20)
      .every((line) => /^\s*__label__\S+\s/.test(line))
  )
    return { ...base, kind: 'fasttext' };
  if (extension === 'txt' && !isTabled(head, data)) return undefined; // whether its lines are documents, the folder says
  return sniffDelimited(head, data);
}

/** True for a text file that the user calls a table, or whose lines all have as many tabs. */
function isTabled(head: Head, { delimiter, text, label }: DataOptions): boolean {
  if ((delimiter ?? text ?? label) !== undefined) return true;
  const tabs = linesOf(head).map((line) => line.split('\t').length - 1);
  return tabs.length > 3 && tabs[0]! > 0 && tabs.every((count) => count === tabs[0]);
}

/** A file of which each line is a document of the class that the file is named after. */
export const asLines = (head: Head): Reading => ({
  kind: 'lines',
  encoding: head.encoding,
  head: head.mark,
  lineEnd: head.lineEnd,
  label: stemOf(head.path),
});

/** Whole lines that are not empty. */
export function linesOf({ text, cut }: Pick<Head, 'text' | 'cut'>): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (cut && lines.length > 1) lines.pop();
  return lines.filter((line) => line.trim() !== '');
}
