import type { DocumentReading, LinesReading } from '../../core/table';
import type { TextCodec } from './codec';

const labels = /^(?:\s*__label__\S+)*\s*/;

/** `__label__a __label__b text`: labels come first, the rest of the line is the text. */
export const fastTextCodec: TextCodec = {
  facts: (raw) => {
    const [label] = classesIn(raw);
    return label === undefined ? {} : { label };
  },
  read: (raw) => ({ text: raw.slice(labels.exec(raw)![0].length), classes: classesIn(raw), spans: [] }),
  write: (raw, { text }) => labels.exec(raw)![0] + oneLine(text),
};

const classesIn = (raw: string): readonly string[] =>
  (labels.exec(raw)![0].match(/__label__\S+/g) ?? []).map((word) => word.slice('__label__'.length));

/** A document a line; the class is the file's. */
export const linesCodec = ({ label }: Pick<LinesReading, 'label'>): TextCodec => ({
  facts: () => (label === undefined ? {} : { label }),
  read: (raw) => ({ text: raw, classes: label === undefined ? [] : [label], spans: [] }),
  write: (_, { text }) => oneLine(text),
});

/** A whole file; white space and line ends are part of it. */
export const documentCodec = ({ label }: DocumentReading): TextCodec => ({
  ...linesCodec({ label }),
  write: (_, { text }) => text,
});

function oneLine(text: string): string {
  if (/[\r\n]/.test(text)) throw new Error('the new text has a line end, and each line is a document here');
  return text;
}
