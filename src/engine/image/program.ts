import type { DrawnStep } from '../../core/draw';
import type { Size } from '../../core/geometry';
import type { Blend, Box, ImageOperation, ImageTransform, Raster, Scene } from '../../core/image';
import type { Catalogue } from '../../core/transform';
import { sumOf } from './blend';
import { copyIn } from './copy-in';
import { eraseBoxes } from './erase';
import { type FilterPass, filter, isFilter } from './filter';
import { adaptFourier } from './fourier';
import { fuse, type Pass } from './fuse';
import { matchHistogram } from './match';
import { mixIn, pasteIn } from './mix';
import { addNoise } from './noise';
import type { Others } from './others';
import { copyOf } from './raster';
import { recode } from './recode';
import { sampleFirst } from './sampled';
import { halvedFirst } from './shrinking';
import { applyTone } from './tone';
import { warp } from './warp';
import { createWorkspace, type Workspace } from './workspace';

/** What the labels say that steps look at. */
export interface Sight extends Pick<Scene, 'cutOuts'> {
  /** Where the objects stand after the operations so far. */
  boxes(operations: readonly ImageOperation[]): readonly Box[];
}

const nothingToSee: Sight = { boxes: () => [], cutOuts: () => [] };

/** The operations that drawn steps are for a picture of this size, one after the other, not yet fused. */
export function operationsOf(
  catalogue: Catalogue<ImageTransform>,
  steps: readonly DrawnStep[],
  size: Size,
  sight: Sight = nothingToSee,
): readonly ImageOperation[] {
  const operations: ImageOperation[] = [];
  let now = size;
  for (const { path, transform: id, drawn } of steps) {
    const transform = catalogue.get(id);
    if (!transform) throw new Error(`${path}: unknown transform "${id}": this record was written by another version`);
    let boxes: readonly Box[] | undefined;
    const scene: Scene = {
      boxes() {
        boxes ??= sight.boxes(operations);
        return boxes;
      },
      cutOuts: sight.cutOuts,
    };
    const compiled = transform.compile(drawn, now, scene);
    for (const operation of compiled) if (operation.kind === 'geometry') now = operation.size;
    operations.push(...compiled);
  }
  return operations;
}

/**
 * Runs operations over a picture, fused. The picture itself is never changed; without operations it comes back. The result
 * may lie in the workspace: it stands until the next picture is made there.
 */
export async function runOperations(
  source: Raster,
  operations: readonly ImageOperation[],
  others: Others,
  workspace: Workspace = createWorkspace(),
): Promise<Raster> {
  let picture = source;
  const passes = [...fuse(operations, source)];
  for (let done = 0; done < passes.length; ) {
    ({ picture, pass: passes[done] } = halvedFirst(picture, passes[done]!));
    const sampled = sampleFirst(workspace, picture, passes.slice(done), picture === source);
    if (sampled) {
      picture = sampled.picture;
      done += sampled.passes;
      continue;
    }
    const pass = passes[done++]!;
    if (pass.kind === 'geometry' || pass.kind === 'displace') picture = warp(picture, pass);
    else if (isFilter(pass)) picture = filter(picture, pass);
    else if (pass.kind === 'blend') picture = await blend(picture, pass, others, workspace);
    else if (pass.kind === 'recode') picture = await recode(picture, pass.format, pass.quality);
    else {
      const other =
        'partner' in pass
          ? await others.partner(pass.partner)
          : 'folder' in pass
            ? await others.target(pass.folder, pass.pick)
            : undefined;
      if (picture === source) picture = copyOf(source);
      paint(picture, pass, other);
    }
  }
  return picture;
}

async function blend(source: Raster, { own, copies }: Blend, others: Others, workspace: Workspace): Promise<Raster> {
  const picture = copyOf(source); // it may lie in the workspace, where the copies are made
  const sum = sumOf(picture, own);
  for (const { weight, operations } of copies) {
    sum.add(await runOperations(picture, operations, others, workspace), weight);
  }
  return sum.done();
}

/** A pass that writes into its picture. */
function paint(
  picture: Raster,
  pass: Exclude<Pass, FilterPass | { kind: 'geometry' | 'displace' | 'recode' | 'blend' }>,
  other: Raster | undefined,
): void {
  if (pass.kind === 'tone') applyTone(picture, pass.maps);
  else if (pass.kind === 'noise') addNoise(picture, pass.sigma, pass.seed);
  else if (pass.kind === 'erase') eraseBoxes(picture, pass);
  else if (pass.kind === 'paste') pasteIn(picture, other!, pass);
  else if (pass.kind === 'copy') copyIn(picture, other!, pass);
  else if (pass.kind === 'match') matchHistogram(picture, other!, pass.strength);
  else if (pass.kind === 'fourier') adaptFourier(picture, other!, pass.beta);
  else mixIn(picture, other!, pass.weight);
}
