import { isApplied } from '../../core/draw';
import type { VariantLine } from '../../core/manifest';
import { type AnswerBook, Unanswered } from '../../core/questions';
import { rounded } from '../../core/random';
import { rowName, splits } from '../../core/table';
import type { VectorCodec } from '../../formats/table/codec';
import { sha256Of } from '../files';
import type { LookedVector, RowOutcome, RowsAsk } from '../table/asks';
import { encoded } from '../table/block-rows';
import { partnersOf } from '../variants';
import { drawVectors, type Partner } from './draw';

/** The variants of one row of embeddings, the i-th of its block. Nothing where it waits for answers. */
export function* variantsOfVector(
  ask: RowsAsk,
  codec: VectorCodec,
  raw: string,
  i: number,
  answers: AnswerBook,
  partner: (name: string) => Partner,
): Generator<RowOutcome> {
  const source = rowName(ask.table, ask.block.first + i);
  try {
    const from = codec.read(raw);
    const { values, classes: own } = from;
    const label = ask.labelOf?.[i];
    const classes = label === undefined ? own : [label];
    const tools = { answers, scales: ask.scales!, partner };
    const write = (now: Float64Array, changed: readonly string[] | undefined) => codec.write(raw, now, from, changed);
    const drawn = drawVectors(
      ask.recipe,
      { path: source, classes, values },
      ask.counts[i]!,
      ask.epoch,
      tools,
      raw,
      write,
    );
    for (const one of drawn) {
      const { variant, outcomes } = one;
      const look = (after: string): LookedVector | undefined =>
        ask.look === variant
          ? { kind: 'embedding', before: values, after: codec.read(after).values, outcomes }
          : undefined;
      if ('skipped' in one) {
        yield { line: { source, variant, skipped: one.skipped }, look: look(raw) };
        continue;
      }
      const origin = { sourceRow: ask.block.first + i, variant };
      const line = ask.provenance && codec.withProvenance ? codec.withProvenance(one.raw, origin) : one.raw;
      const steps = outcomes.filter(isApplied);
      const partners = partnersOf(steps);
      const { target } = one;
      const about: Omit<VariantLine, 'output'> = {
        sha256: sha256Of(encoded(line, ask.reading)),
        source,
        variant,
        split: splits[ask.splitOf[i]!]!,
        steps,
        labels: target ? [...target.keys()] : classes,
        ...(partners.length > 0 && { partners }),
        ...(target && { targets: Object.fromEntries([...target].map(([name, w]) => [name, rounded(w, 12)])) }),
      };
      const [before, text] = ask.to ? ['', ''] : [numberList(values), numberList(codec.read(one.raw).values)];
      yield { line: about, rawBefore: raw, before, raw: line, text, look: look(one.raw) };
    }
  } catch (error) {
    if (error instanceof Unanswered) return;
    yield { line: { source, error: (error as Error).message } };
  }
}

const mostNumbers = 8;

/** The first numbers of a row, for people. */
function numberList(values: Float64Array): string {
  const first = [...values.subarray(0, mostNumbers)].map((value) => Number(value.toPrecision(4)));
  return first.join(', ') + (values.length > mostNumbers ? ', …' : '');
}
