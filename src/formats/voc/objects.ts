import type { Size } from '../../core/geometry';
import type { Box } from '../../core/image';
import type { Keypoint, ObjectLabel } from '../../core/objects';
import { areaOfAll, boxArea } from '../../core/polygons';
import { outlineIn } from './outline';
import { elementsOf, firstOf, textOf, withPieces } from './xml';

/** What is kept of an `<object>`, or of a `<part>` of one. */
export interface VocRecord {
  readonly text: string;
  /** The `<object>` that this is a part of. */
  readonly parent?: VocRecord;
}

/** The size that the file says, where it says one. */
export function declaredSize(text: string): Size | undefined {
  const size = firstOf(text, 'size')?.inner ?? '';
  const [width, height] = [Number(textOf(size, 'width')), Number(textOf(size, 'height'))];
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** The text of an object without its parts, which have names and boxes of their own. */
const withoutParts = (text: string): string => withPieces(text, elementsOf(text, 'part'));

/** Objects and, after each, its parts. Throws for one with neither a box nor an outline: there are other ways to say where it is. */
export function vocObjects(text: string): readonly ObjectLabel[] {
  return elementsOf(text, 'object').flatMap(({ start, end }, i) => {
    const record: VocRecord = { text: text.slice(start, end) };
    const parts = elementsOf(record.text, 'part').map((part): VocRecord => {
      return { text: record.text.slice(part.start, part.end), parent: record };
    });
    return [objectOf(record, withoutParts(record.text), i + 1), ...parts.map((p) => objectOf(p, p.text, i + 1))];
  });
}

function objectOf(record: VocRecord, text: string, number: number): ObjectLabel {
  const box = boxOfText(text);
  const outlines = elementsOf(text, 'polygon');
  const polygons = outlines.map(({ inner }) => outlineIn(inner)).filter((points) => points !== undefined);
  if (!box && polygons.length === 0) throw new Error(`object ${number} has no bndbox with four numbers`);
  const keypoints = elementsOf(withPieces(text, outlines), 'point').map(({ inner }): Keypoint => {
    return { x: Number(textOf(inner, 'x')), y: Number(textOf(inner, 'y')), visible: 2 };
  });
  return {
    ...{ class: textOf(text, 'name') ?? '', number, record },
    ...(box && { box }),
    ...(polygons.length > 0 && { polygons }),
    ...(keypoints.length > 0 && { keypoints }),
  };
}

function boxOfText(text: string): Box | undefined {
  const inner = firstOf(text, 'bndbox')?.inner;
  const [left, top, right, bottom] = ['xmin', 'ymin', 'xmax', 'ymax'].map((name) => {
    const value = inner === undefined ? undefined : textOf(inner, name);
    return value === undefined || value === '' ? Number.NaN : Number(value);
  }) as [number, number, number, number];
  return [left, top, right, bottom].every(Number.isFinite) ? { left, top, right, bottom } : undefined;
}

export const hasSize = ({ box, polygons }: ObjectLabel): boolean =>
  (!box || boxArea(box) > 0) && (!polygons || areaOfAll(polygons) > 0);
