import type { DelimitedReading, FeatureRoles } from '../../core/table';
import type { VectorCodec } from '../table/codec';
import { delimitedCells, replaced } from '../table/delimited';
import { numberOf, numberText } from './numbers';

/** Rows of CSV and TSV whose cells are features. */
export function delimitedVectors(reading: DelimitedReading, roles: FeatureRoles<number>): VectorCodec {
  const { columns } = reading;
  const { features, styles, label } = roles;
  const { split, value, common } = delimitedCells(reading);
  const read = (raw: string): Float64Array => {
    const cells = split(raw);
    return Float64Array.from(features, (column) => {
      try {
        return numberOf(value(raw, cells, column)!);
      } catch (error) {
        throw new Error(`${(error as Error).message} in column ${columns[column]}`);
      }
    });
  };
  return {
    ...common,
    facts(raw) {
      read(raw);
      return common.facts(raw);
    },
    read(raw) {
      const own = value(raw, split(raw), label);
      return { values: read(raw), classes: own ? [own] : [] };
    },
    write(raw, values, { values: before }, classes) {
      const put = new Map<number, string>();
      for (const [i, column] of features.entries()) {
        if (values[i] !== before[i] && Number.isFinite(values[i])) put.set(column, numberText(values[i]!, styles[i]!));
      }
      if (label !== undefined && classes?.[0] !== undefined) put.set(label, classes[0]);
      return replaced(raw, split(raw), put, reading);
    },
  };
}
