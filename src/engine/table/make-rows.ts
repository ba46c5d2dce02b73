import { rmSync } from 'node:fs';
import { isApplied } from '../../core/draw';
import type { ErrorLine, SkippedLine } from '../../core/manifest';
import { type AnswerBook, answerBook, Unanswered } from '../../core/questions';
import type { NamedSpan } from '../../core/spans';
import { holdsFeatures, rowName, splits } from '../../core/table';
import { type TextCodec, textCodecOf, vectorCodecOf } from '../../formats/table/codec';
import { placesIn } from '../embedding/draw';
import { readRowsAt } from '../embedding/read-rows';
import { variantsOfVector } from '../embedding/variants';
import { sha256Of, startTextFile } from '../files';
import type { TaskControl } from '../serve';
import { replacedWords } from '../text/candidates';
import { drawTexts, replayText } from '../text/draw';
import { textTools } from '../text/tools';
import type { LookedText, RowOutcome, RowsAsk, RowsResult } from './asks';
import { encoded, rowsOfBlock } from './block-rows';

/**
 * Makes the variants of a block of rows, in order, and writes them to two files: the rows, each after a separator, and what
 * the manifest says of each. A row that can't be read is an outcome; throws when the block can't be. Where a row has to
 * wait for answers, what is asked of all rows comes back instead.
 */
export async function makeRows(ask: RowsAsk, control: TaskControl): Promise<RowsResult> {
  const raws = await rowsOfBlock(ask.disk, ask.reading, ask.block);
  const book = answerBook(ask.answers);
  const variantsOf = await maker(ask, book);
  const outcomes = function* (): Generator<RowOutcome> {
    for (const [i, raw] of raws.entries()) {
      if (ask.counts[i] === 0) continue;
      control.check();
      yield* variantsOf(raw, i);
      if (i % 64 === 63) control.alive();
    }
  };
  const waiting = { made: 0, skipped: 0, failed: [], open: book.open };
  if (!ask.to) {
    const rows = [...outcomes()];
    return book.open.size > 0 ? waiting : counted(rows);
  }
  try {
    const result = await written(outcomes(), ask, ask.to);
    if (book.open.size === 0) return result;
    for (const path of [ask.to.rows, ask.to.lines]) rmSync(path, { force: true });
    return waiting;
  } catch (error) {
    for (const path of [ask.to.rows, ask.to.lines]) rmSync(path, { force: true });
    throw error;
  }
}

/** What makes the variants of a row of this kind. */
async function maker(ask: RowsAsk, book: AnswerBook): Promise<(raw: string, i: number) => Iterable<RowOutcome>> {
  if (!holdsFeatures(ask.reading)) {
    const codec = textCodecOf(ask.reading);
    return (raw, i) => variantsOfText(ask, codec, raw, i, book);
  }
  const codec = vectorCodecOf(ask.reading);
  const partner = await readRowsAt(placesIn(ask.answers?.values() ?? []));
  return (raw, i) => variantsOfVector(ask, codec, raw, i, book, partner);
}

function* variantsOfText(
  ask: RowsAsk,
  codec: TextCodec,
  raw: string,
  i: number,
  answers: AnswerBook,
): Generator<RowOutcome> {
  const source = ask.reading.kind === 'document' ? ask.table : rowName(ask.table, ask.block.first + i);
  try {
    const row = codec.read(raw);
    const { text, classes, spans } = row;
    const tools = { ...textTools(), answers };
    const texts = drawTexts(ask.recipe, { path: source, classes, text, spans }, ask.counts[i]!, ask.epoch, tools);
    for (const one of texts) {
      const { variant, outcomes } = one;
      const lookAt = (after: string, moved: readonly NamedSpan[]): LookedText | undefined => {
        if (ask.look !== variant) return undefined;
        const replaced = replacedWords(ask.recipe, { path: source, classes, text, spans }, outcomes, tools);
        return { kind: 'text', before: text, spansBefore: spans, after, spans: moved, outcomes, replaced };
      };
      if ('skipped' in one) {
        yield { line: { source, variant, skipped: one.skipped }, look: lookAt(text, spans) };
        continue;
      }
      try {
        const moved = spans.length > 0 ? replayText(row, outcomes).spans : [];
        if (moved.includes(undefined)) {
          yield { line: { source, variant, skipped: 'a labelled span would be gone' }, look: lookAt(text, spans) };
          continue;
        }
        const whole = moved.flatMap((span) => span ?? []);
        const plain = codec.write(raw, { text: one.text, spans: whole }, row);
        const from = { sourceRow: ask.block.first + i, variant };
        const line = ask.provenance && codec.withProvenance ? codec.withProvenance(plain, from) : plain;
        const sha256 = sha256Of(encoded(line, ask.reading));
        const split = splits[ask.splitOf[i]!]!;
        const steps = outcomes.filter(isApplied);
        const about = { sha256, source, variant, split, steps, labels: classes };
        yield { line: about, rawBefore: raw, before: text, raw: line, text: one.text, look: lookAt(one.text, whole) };
      } catch (error) {
        yield { line: { source, variant, error: (error as Error).message } };
      }
    }
  } catch (error) {
    if (error instanceof Unanswered) return;
    yield { line: { source, error: (error as Error).message } };
  }
}

const isError = (line: object): line is ErrorLine => 'error' in line;
const isSkipped = (line: object): line is SkippedLine => 'skipped' in line;

function counted(rows: readonly RowOutcome[]): RowsResult {
  return {
    made: rows.filter((row) => 'raw' in row).length,
    skipped: rows.filter(({ line }) => isSkipped(line)).length,
    failed: rows.flatMap(({ line }) => (isError(line) ? [line] : [])),
    rows,
  };
}

async function written(
  outcomes: Iterable<RowOutcome>,
  { reading, separator }: RowsAsk,
  to: NonNullable<RowsAsk['to']>,
): Promise<RowsResult> {
  const [rows, lines] = await Promise.all([startTextFile(to.rows, reading.encoding), startTextFile(to.lines)]);
  const result = { made: 0, skipped: 0, failed: [] as ErrorLine[] };
  try {
    for (const outcome of outcomes) {
      const { line } = outcome;
      if ('raw' in outcome) {
        result.made++;
        const full = rows.write(separator + outcome.raw);
        if (full) await full;
      } else if (isError(line)) result.failed.push(line);
      else result.skipped++;
      const full = lines.write(`${JSON.stringify(line)}\n`);
      if (full) await full;
    }
  } finally {
    await Promise.all([rows.end(), lines.end()]);
  }
  return result;
}
