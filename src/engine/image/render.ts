import type { DrawnStep } from '../../core/draw';
import type { Size } from '../../core/geometry';
import type { Box } from '../../core/image';
import { imageCatalogue } from '../../transforms/index';
import type { OutputAsk } from '../variant-asks';
import { formatOfExtension } from './codecs';
import type { DecodedImage } from './decode';
import { encode } from './encode';
import { fuse, type Pass } from './fuse';
import type { Others } from './others';
import { operationsOf, runOperations, type Sight } from './program';
import type { Workspace } from './workspace';

export { type DecodedImage, decodeImage } from './decode';
export { showPicture } from './show';
export { shrink } from './shrink';
// The door of this folder: what the rest of the engine needs of pictures.
export { codecVersions } from './versions';
export { inWorkspace } from './workspace';

export interface RenderedImage {
  readonly bytes: Uint8Array;
  readonly size: Size;
  readonly notes: readonly string[];
  /** What was run over the pixels: the labels follow it. */
  readonly passes: readonly Pass[];
}

/** What the labels of a picture say of it, for steps that look at them. */
export interface LabelSight extends Pick<Sight, 'cutOuts'> {
  /** Where the objects stand after these passes. */
  boxes(passes: readonly Pass[]): readonly Box[];
}

/**
 * One variant: the drawn steps over a decoded picture, encoded. A pure function of its arguments. The extension
 * decides how it is written: it is what a loader goes by. Pixels and bytes may lie in the workspace, where there is one,
 * until its next variant.
 */
export async function renderImage(
  source: DecodedImage,
  steps: readonly DrawnStep[],
  output: OutputAsk,
  others: Others<DecodedImage>,
  sight?: LabelSight,
  workspace?: Workspace,
): Promise<RenderedImage> {
  const format = formatOfExtension(output.extension);
  if (!format) throw new Error(`pictures can't be written as .${output.extension}: choose an output format`);
  const operations = operationsOf(
    imageCatalogue,
    steps,
    source.raster,
    sight && { ...sight, boxes: (so) => sight.boxes(fuse(so, source.raster)) },
  );
  const targets: string[] = [];
  const rasters: Others = {
    partner: async (path) => (await others.partner(path)).raster,
    async target(folder, pick) {
      const { raster, notes } = await others.target(folder, pick);
      targets.push(...notes);
      return raster;
    },
  };
  const picture = await runOperations(source.raster, operations, rasters, workspace);
  const { bytes, notes } = await encode(picture, format, output.quality, source.profile, workspace);
  const { width, height } = picture;
  const passes = fuse(operations, source.raster);
  return { bytes, size: { width, height }, notes: [...source.notes, ...targets, ...notes], passes };
}
