import type { Size } from '../../core/geometry';
import { type Kernels, kernelsWith } from './kernels';
import { type NoiseTable, noiseRoom, noiseTable } from './noise-table';

/** Widest row that is sampled here: the sides of pictures are shorter (header.ts). */
const widest = 65_536;
const arrayBytes = 4 * (widest + 8);
/**
 * What lies below the pictures: the numbers of a tone map, gaussians, the noise that is made of them, and six arrays of
 * what is known of a row's pixels, and of its noise.
 */
const [toneAt, gaussiansAt] = [64, 128];
const noiseAt = gaussiansAt + 2 * noiseRoom;
const rowAt = noiseAt + 2 * noiseRoom;
const picturesAt = Math.ceil((rowAt + 6 * arrayBytes) / 65_536) * 65_536;

/** Where RGB pictures lie: a source, two results in turn, and a copy of any other, or one with a border around it. */
export type Slot = 0 | 1 | 2 | 3;
const slots = 4;

/** Kernels, and their memory of one size. */
export interface Sampler {
  readonly kernels: Kernels;
  readonly toneAt: number;
  /** What stands at `toneAt`: gains and biases, four each, then least and most levels, sixteen bytes each. */
  readonly toneNumbers: Int32Array;
  readonly toneEnds: Int8Array;
  /** Positions of a row's pixels, and their addresses. */
  readonly xs: Int32Array;
  readonly ys: Int32Array;
  readonly xsAt: number;
  readonly ysAt: number;
  readonly noise: NoiseTable;
  /** Where the noise of each block begins. */
  readonly startsAt: number;
  readonly starts: Int32Array;
  addressOf(slot: Slot): number;
  /** The slot in which these pixels lie; undefined: they are not in this memory. */
  slotOf(pixels: ArrayBufferView): Slot | undefined;
  pixels(slot: Slot, bytes: number): Uint8Array;
  /** What was copied into a slot from elsewhere, while it stands there. */
  readonly copied: Map<Slot, unknown>;
}

/**
 * Memory in which pictures are made, used again from one to the next: fresh memory for each costs as much as the work in
 * it. A picture in it stands until its slot is used again; work on one picture at a time.
 */
export interface Workspace {
  /** A sampler with room for RGB pictures of this many pixels, and a row more. */
  sampler(size: Size): Sampler;
  /** Room for the RGB pixels of a source. */
  sourceRoom(size: Size): Uint8Array;
  /** Room for a file that is written; the one before it is gone. */
  fileRoom(bytes: number): Buffer;
  /** How much memory it has now. */
  bytes(): number;
}

export const rgbBytes = ({ width, height }: Size): number => width * height * 3;

/** The memory is taken when it is first needed, and taken anew when it must be larger. */
export function createWorkspace(): Workspace {
  let room = 0;
  let current: Sampler | undefined;
  let file = Buffer.alloc(0);
  const sampler = (size: Size): Sampler => {
    const needed = rgbBytes({ width: size.width, height: size.height + 1 }) + 64;
    if (current && needed <= room) return current;
    room = Math.ceil(needed / 65_536) * 65_536;
    current = samplerOver(room);
    return current;
  };
  return {
    sampler,
    sourceRoom(size) {
      const { copied, pixels } = sampler(size);
      copied.delete(0);
      return pixels(0, rgbBytes(size));
    },
    fileRoom(bytes) {
      if (file.length < bytes) file = Buffer.allocUnsafeSlow(bytes);
      return file;
    },
    bytes: () => (current ? memoryBytes(room) : 0) + file.length,
  };
}

/** Those that nobody works in: one for every task that there was at the same time, which is one in a worker. */
const idle: Workspace[] = [];
/** A larger one is given back to the system: such pictures are rare. */
const mostKept = 256 * 1024 * 1024;

/** Works in a workspace that stays for the next piece of work. */
export async function inWorkspace<T>(work: (workspace: Workspace) => Promise<T>): Promise<T> {
  const workspace = idle.pop() ?? createWorkspace();
  try {
    return await work(workspace);
  } finally {
    if (workspace.bytes() <= mostKept) idle.push(workspace);
  }
}

const memoryBytes = (room: number): number => picturesAt + slots * room;

function samplerOver(room: number): Sampler {
  const { kernels, buffer } = kernelsWith(memoryBytes(room));
  const rows = [0, 1, 2, 3, 4, 5].map((i) => rowAt + i * arrayBytes) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [addresses, upper, lower, xsAt, ysAt, startsAt] = rows;
  kernels.placesAt(addresses, upper, lower);
  const addressOf = (slot: Slot) => picturesAt + slot * room;
  return {
    kernels,
    toneAt,
    toneNumbers: new Int32Array(buffer, toneAt, 8),
    toneEnds: new Int8Array(buffer, toneAt + 32, 32),
    xs: new Int32Array(buffer, xsAt, widest),
    ys: new Int32Array(buffer, ysAt, widest),
    xsAt,
    ysAt,
    noise: noiseTable(kernels, buffer, gaussiansAt, noiseAt),
    startsAt,
    starts: new Int32Array(buffer, startsAt, widest),
    addressOf,
    slotOf: (pixels) =>
      pixels.buffer === buffer ? (Math.floor((pixels.byteOffset - picturesAt) / room) as Slot) : undefined,
    pixels: (slot, bytes) => new Uint8Array(buffer, addressOf(slot), bytes),
    copied: new Map(),
  };
}
