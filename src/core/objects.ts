import type { Bitmap } from './bitmap';
import type { Point, Size } from './geometry';
import type { Box } from './image';

/** A closed outline; the last point is not the first again. */
export type Polygon = readonly Point[];

/** A named point of an object. `visible` as COCO has it: 0 not labelled (then at 0, 0), 1 hidden, 2 seen. */
export interface Keypoint {
  readonly x: number;
  readonly y: number;
  readonly visible: 0 | 1 | 2;
}

/** Two keypoints that a line joins, counted from 0. */
export type Bone = readonly [from: number, to: number];

/**
 * Where an object stands, in pixels of the upright picture: edges at whole numbers, pixel centres at +0.5, boxes and
 * points alike. A label gives one or more of these.
 */
export interface Shapes {
  readonly box?: Box;
  /** The parts of an object that something cuts into pieces. */
  readonly polygons?: readonly Polygon[];
  /** An oriented box: four corners in the order of its file. */
  readonly quad?: Polygon;
  readonly keypoints?: readonly Keypoint[];
}

/** An object as its label says it. */
export interface ObjectLabel extends Shapes {
  /** Name of its class. */
  readonly class: string;
  readonly mask?: Bitmap;
  /** For each keypoint, the one that takes its place in a mirror: of `left_eye`, `right_eye`. */
  readonly mirrored?: readonly number[];
  readonly skeleton?: readonly Bone[];
  /** Many things under one label, as COCO's `iscrowd`: nothing that could be cut out. */
  readonly crowd?: true;
  /** Its place among the objects of its picture in its file, from 1: "box 3". */
  readonly number: number;
  /** What its format keeps of it: the row, the element, the entry that it was read from. */
  readonly record: unknown;
}

/** The objects of one picture. */
export interface PictureObjects {
  readonly size: Size;
  readonly objects: readonly ObjectLabel[];
}

/** An object of a variant. */
export interface MovedObject extends ObjectLabel {
  /** False when it stands where it stood, in a picture of the same size: its record holds as it is. */
  readonly changed: boolean;
  /** True when something of it was cut away. */
  readonly cut: boolean;
  /** Its share, where pictures are blended: 0 to 1. */
  readonly weight: number;
  /** The sample that it was taken over from, where that is another one. */
  readonly partner?: string;
}
