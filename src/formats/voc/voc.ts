import { XMLValidator } from 'fast-xml-parser';
import type { DatasetProblem, Label, LabelSet } from '../../core/dataset';
import { boxAbout } from '../../core/move-objects';
import { extensionOf, folderOf, stemOf } from '../../core/names';
import { type FoundLabels, labelLists, sidecarFormat } from '../label-format';
import { eachRead, type Tree, type TreeFile } from '../tree';
import { unreadSentence } from '../unread';
import { declaredSize, hasSize, vocObjects } from './objects';
import { outlineIn } from './outline';
import { writeVoc } from './write';
import { elementsOf } from './xml';

/** Pascal VOC labels of one dataset. */
export interface VocSet extends LabelSet {
  readonly format: 'voc';
}

/**
 * Pascal VOC: an `.xml` for each picture, of the same stem, mostly in `Annotations/`: boxes, and outlines as Roboflow and
 * LabelMe write them. Its text is edited, so that what is not known here stays. What has no size is left out.
 */
export const voc = sidecarFormat<VocSet>({
  name: 'voc',
  kind: 'sidecar',
  find: findVoc,
  read(text) {
    if (text === undefined) return { objects: [] };
    return { objects: vocObjects(text).filter(hasSize), declared: declaredSize(text) };
  },
  write: (text, _set, variant) => writeVoc(text, variant),
});

/** What some tools write beside the box of an object, or in its place. */
const otherPlaces = /<(robndbox|segm|mask|keypoints?)[\s>]/g;

async function findVoc(tree: Tree): Promise<readonly FoundLabels<VocSet>[]> {
  const candidates = tree.rest.filter(({ path }) => extensionOf(path).toLowerCase() === 'xml');
  if (candidates.length === 0) return [];
  const samples = new Map<string, TreeFile[]>();
  for (const file of tree.media) {
    const stem = stemOf(file.path);
    samples.set(stem, [...(samples.get(stem) ?? []), file]);
  }
  const labels = new Map<string, readonly Label[]>();
  const unread = new Set<string>();
  const outlined = new Set<string>();
  const problems: DatasetProblem[] = [];
  const taken: string[] = [];
  const places = new Map<string, { samples: string; labels: string; suffix: string; extension: string }>();
  const listOf = labelLists('object');
  await eachRead(
    tree,
    candidates,
    (file) => file,
    ({ path }, text) => {
      if (!/<annotation[\s>]/.test(text)) return;
      taken.push(path);
      const sample = nearest(samples.get(stemOf(path)) ?? [], path);
      if (!sample) {
        problems.push({ path, problem: 'is a label without an image' });
        return;
      }
      const place = {
        samples: folderOf(sample.path),
        labels: folderOf(path),
        suffix: '',
        extension: extensionOf(path),
      };
      places.set(JSON.stringify(place), place);
      for (const [, name] of text.matchAll(otherPlaces)) unread.add(name!);
      for (const { inner } of elementsOf(text, 'polygon')) {
        if (outlineIn(inner)) outlined.add(path);
        else unread.add('polygon');
      }
      const { names, wrong } = look(text);
      labels.set(sample.path, listOf(names));
      problems.push(...wrong.map((problem) => ({ path, problem })));
    },
  );
  if (labels.size === 0) return [];
  const bare = tree.media.filter(
    (f) => !labels.has(f.path) && [...places.values()].some((p) => p.samples === folderOf(f.path)),
  );
  problems.push(...bare.map(({ path }) => ({ path, problem: 'is an image without a label' })));
  const set: VocSet = {
    format: 'voc',
    name: outlined.size > 0 ? 'Pascal VOC polygons, boxes' : 'Pascal VOC boxes',
    nature: unread.size > 0 ? 'unknown' : 'objects',
    ...(outlined.size > 0 && { shapes: true }),
    samples: labels.size,
    places: [...places.values()],
    ...(unread.size > 0 && { note: unreadSentence('its files', unread) }),
  };
  return [{ set, labels, problems, taken, insteadOfFolders: true }];
}

/** Of several pictures of one stem, the one whose folder has most in common with the label's. */
function nearest(files: readonly TreeFile[], path: string): TreeFile | undefined {
  const common = (file: TreeFile) => {
    let n = 0;
    while (n < path.length && path[n] === file.path[n]) n++;
    return n;
  };
  return files.reduce<TreeFile | undefined>((best, f) => (best && common(best) >= common(f) ? best : f), undefined);
}

function look(text: string): { readonly names: readonly string[]; readonly wrong: readonly string[] } {
  const valid = XMLValidator.validate(text);
  if (valid !== true) return { names: [], wrong: [`line ${valid.err.line}: ${valid.err.msg}`] };
  try {
    const objects = vocObjects(text);
    const size = declaredSize(text);
    let [line, at] = [1, 0];
    const wrong = objects.flatMap((object) => {
      const { left, top, right, bottom } = boxAbout(object)!;
      const start = text.indexOf((object.record as { text: string }).text, at);
      line += text.slice(at, start).split('\n').length - 1;
      at = start + 1; // the next one may be its like
      const where = `line ${line}, object ${object.number} (${object.class})`;
      if (object.class === '') return [`line ${line}, object ${object.number} has no name`];
      if (!hasSize(object)) return [`${where} has no size: left out of variants`];
      const outside = size && (left < 0 || top < 0 || right > size.width || bottom > size.height);
      return outside ? [`${where} reaches beyond the picture of ${size.width} × ${size.height}`] : [];
    });
    return { names: objects.filter((o) => hasSize(o) && o.class !== '').map((o) => o.class), wrong };
  } catch (error) {
    return { names: [], wrong: [(error as Error).message] };
  }
}
