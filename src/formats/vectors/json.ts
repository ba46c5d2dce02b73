import type { FeatureRoles, NumberStyle } from '../../core/table';
import type { VectorCodec } from '../table/codec';
import { jsonCells, labelsOf } from '../table/json-rows';
import { type JsonPlace, jsonPlaces, withPlaces } from '../table/json-spans';
import { numberText } from './numbers';

/** Rows of JSONL and Parquet with a list of numbers under one key, or a number under each of several. */
export function jsonVectors(roles: FeatureRoles<string>): VectorCodec {
  const { cell, placeOf, parse, common } = jsonCells(roles);
  const { features, list, styles, label } = roles;
  const [first] = features;
  const numbersOf = (row: unknown): Float64Array => {
    const found = list ? cell(row, first) : features.map((key) => cell(row, key));
    if (!Array.isArray(found)) throw new Error(`has no list of numbers under "${first}"`);
    if (found.length !== roles.width) throw new Error(`has ${found.length} numbers, and the first row ${roles.width}`);
    return Float64Array.from(found as readonly unknown[], (one) => {
      const value = one === null || one === undefined ? Number.NaN : Number(one); // "NaN" stands for what JSON does not know
      if (typeof one === 'string' && Number.isNaN(value) && one !== 'NaN') throw new Error(`"${one}" is no number`);
      return value;
    });
  };
  return {
    ...common,
    facts(raw) {
      numbersOf(parse(raw));
      return common.facts(raw);
    },
    read(raw) {
      const row = parse(raw);
      return { values: numbersOf(row), classes: labelsOf(cell(row, label)) };
    },
    write(raw, values, _, classes) {
      const row = jsonPlaces(raw);
      const places = list ? placeOf(row, first)!.items! : features.map((key) => placeOf(row, key));
      const edits: (readonly [place: JsonPlace, value: string])[] = [];
      for (const [i, place] of places.entries()) {
        const style: NumberStyle = styles[list ? 0 : i]!;
        if (!place || place.value === values[i] || !Number.isFinite(values[i])) continue;
        edits.push([place, numberText(values[i]!, style)]);
      }
      const named = placeOf(row, label);
      if (named && classes && classes.length > 0) edits.push([named, labelText(named.value, classes)]);
      return withPlaces(raw, edits);
    },
  };
}

/** A label in the type that it has in this row. */
function labelText(was: unknown, classes: readonly string[]): string {
  const typed = (one: unknown, name: string) => (typeof one === 'string' ? name : (JSON.parse(name) as unknown));
  return JSON.stringify(Array.isArray(was) ? classes.map((name) => typed(was[0], name)) : typed(was, classes[0]!));
}
