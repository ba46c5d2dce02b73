import type { Size } from '../../core/geometry';
import type { Box } from '../../core/image';
import { baseOf } from '../../core/names';
import type { Keypoint, MovedObject, Polygon } from '../../core/objects';
import { joinParts } from '../../core/polygons';
import type { LabelledVariant } from '../label-format';
import type { VocRecord } from './objects';
import { outlineIn, withOutline } from './outline';
import { type Element, elementsOf, escaped, firstOf, type Piece, textOf, withPieces, withValue } from './xml';

const template = `<annotation>
	<filename></filename>
	<size>
		<width></width>
		<height></height>
		<depth>3</depth>
	</size>
</annotation>
`;

/** The file of a variant: its source's, with what changed; undefined where neither has objects. */
export function writeVoc(text: string | undefined, { output, size, objects }: LabelledVariant): string | undefined {
  if (text === undefined && objects.length === 0) return undefined;
  const mains = objects.filter((o) => (o.record as VocRecord).parent === undefined);
  const parts = new Map<VocRecord, Map<string, MovedObject>>();
  for (const object of objects) {
    const { text, parent } = object.record as VocRecord;
    if (parent) parts.set(parent, (parts.get(parent) ?? new Map()).set(text, object));
  }
  const written = mains.map((object) => writeObject(object, parts.get(object.record as VocRecord)));
  let xml = withObjects(text ?? template, written);
  const path = firstOf(xml, 'path');
  if (path) xml = withPieces(xml, [path]); // it leads to where the source once was
  xml = withValue(xml, 'filename', escaped(filenameOf(xml, output)));
  return withSize(xml, size);
}

/** As the source has it: with or without its extension. */
function filenameOf(xml: string, output: string): string {
  const name = baseOf(output);
  return /\.\w+$/.test(textOf(xml, 'filename') ?? '.x') ? name : name.slice(0, name.lastIndexOf('.'));
}

function withSize(xml: string, { width, height }: Size): string {
  const size = firstOf(xml, 'size');
  if (!size) return xml;
  const inner = withValue(withValue(size.inner, 'width', `${width}`), 'height', `${height}`);
  return xml.slice(0, size.innerStart) + inner + xml.slice(size.innerStart + size.inner.length);
}

/** In place of the first object, or else at the end; the others go with their lines. */
function withObjects(xml: string, objects: readonly string[]): string {
  const old = elementsOf(xml, 'object');
  const cleared = withPieces(xml, old);
  const lineOf = (at: number) => /[^\S\n]*$/.exec(xml.slice(0, at))!;
  const first = old[0] && lineOf(old[0].start);
  const at = first?.index ?? cleared.lastIndexOf('</annotation');
  const indent = first?.[0] ?? '\t';
  const end = xml.includes('\r\n') ? '\r\n' : '\n';
  const own = first === undefined || first.index === 0 || xml[first.index - 1] === '\n';
  const lines = objects.map((object) => (own ? `${indent}${object}${end}` : object));
  return cleared.slice(0, at) + lines.join('') + cleared.slice(at);
}

/** The text of an object, with its parts: those that `moved` does not have, by their texts, are left out. */
function writeObject(object: MovedObject, moved?: ReadonlyMap<string, MovedObject>): string {
  const { text: old } = object.record as VocRecord;
  const parts = elementsOf(old, 'part').map(({ start, end }): Piece => {
    const own = old.slice(start, end);
    const part = moved?.get(own);
    return { start, end, ...(part && { by: part.changed ? withPlace(own, part) : own }) };
  });
  let text = withPieces(old, parts);
  if (textOf(text, 'name') !== object.class) text = withValue(text, 'name', escaped(object.class));
  if (!object.changed) return text;
  if (object.cut) text = withValue(text, 'truncated', '1');
  return withPlace(text, object);
}

/** The box, outlines and points of an element. Of several boxes the first is its own. */
function withPlace(text: string, { box, polygons, keypoints }: MovedObject): string {
  const [bounds] = ownElements(text, 'bndbox');
  const outlines = ownElements(text, 'polygon').filter(({ inner }) => outlineIn(inner));
  const points = ownElements(text, 'point').filter((point) => !outlines.some((outline) => isInside(point, outline)));
  const shapes = polygons && fittedTo(outlines.length, polygons);
  const pieces: readonly Piece[] = [
    ...(bounds && box
      ? [
          {
            ...bounds,
            by: text.slice(bounds.start, bounds.end).replace(bounds.inner, () => withBox(bounds.inner, box)),
          },
        ]
      : []),
    ...outlines.map((outline, i): Piece => {
      const shape = shapes?.[i];
      return { ...outline, ...(shape && { by: withOutline(text.slice(outline.start, outline.end), shape) }) };
    }),
    ...points.map((point, i): Piece => {
      const to = keypoints?.[i];
      return { ...point, ...(to && to.visible > 0 && { by: withPoint(text.slice(point.start, point.end), to) }) };
    }),
  ];
  return withPieces(
    text,
    [...pieces].sort((a, b) => a.start - b.start),
  );
}

/** As many outlines as there is room for: what is in more pieces becomes one, that of the last. */
const fittedTo = (count: number, polygons: readonly Polygon[]): readonly Polygon[] =>
  polygons.length <= count ? polygons : [...polygons.slice(0, count - 1), joinParts(polygons.slice(count - 1))];

const withPoint = (text: string, { x, y }: Keypoint): string =>
  withValue(withValue(text, 'x', styled(text, 'x', x)), 'y', styled(text, 'y', y));

const isInside = (inner: Element, outer: Element): boolean => inner.start > outer.start && inner.end < outer.end;

/** The elements of this name that belong to the object, or to the part, and to none of its parts. */
function ownElements(text: string, name: string): readonly Element[] {
  const parts = elementsOf(text, 'part').filter(({ start }) => start > 0);
  return elementsOf(text, name).filter((element) => !parts.some((part) => isInside(element, part)));
}

function withBox(inner: string, { left, top, right, bottom }: Box): string {
  const sides = { xmin: left, ymin: top, xmax: right, ymax: bottom };
  const whole = Object.keys(sides).every((name) => !textOf(inner, name)?.includes('.'));
  const rounded = Object.entries(sides).map(([name, value]) => [name, whole ? Math.round(value) : value] as const);
  const [x, , X] = rounded.map(([, value]) => value) as [number, number, number, number];
  const [, y, , Y] = rounded.map(([, value]) => value) as [number, number, number, number];
  // a sliver that is still seen keeps a pixel
  const wide = { xmin: whole && x === X ? X - 1 : x, ymin: whole && y === Y ? Y - 1 : y, xmax: X, ymax: Y };
  const sound = { ...wide, ...(wide.xmin < 0 && { xmin: 0, xmax: 1 }), ...(wide.ymin < 0 && { ymin: 0, ymax: 1 }) };
  return Object.entries(sound).reduce((text, [name, value]) => withValue(text, name, styled(text, name, value)), inner);
}

/** With as many decimals as the number has that it takes the place of. */
function styled(text: string, name: string, value: number): string {
  const decimals = textOf(text, name)?.split('.')[1]?.length ?? 0;
  return decimals === 0 ? String(Math.round(value)) : value.toFixed(Math.min(6, decimals));
}
