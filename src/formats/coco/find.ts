import type { DatasetProblem, Label, LabelSet, Split } from '../../core/dataset';
import { extensionOf, folderOf, stemOf } from '../../core/names';
import { notThere, resolver } from '../../core/references';
import { splitWord } from '../../core/splits';
import { type FoundLabels, labelLists } from '../label-format';
import { stemPath, type Tree, type TreeFile } from '../tree';
import { isUnread, unreadSentence } from '../unread';
import { type CocoAnnotation, type CocoCategory, hasPlace, hasShape } from './annotation';
import { byImage, type CocoFile, parseCoco } from './file';
import { isPanoptic, panopticNote, panopticPngs } from './panoptic';
import { problemsOf } from './problems';
import { isRle } from './rle';

/** One COCO file. */
export interface CocoSet extends LabelSet {
  readonly format: 'coco';
  readonly file: string;
  readonly categories: Readonly<Record<number, CocoCategory>>;
}

const looks = 400;

/** COCO: a `.json` with lists of images and annotations. */
export async function findCoco(tree: Tree): Promise<readonly FoundLabels<CocoSet>[]> {
  const found: FoundLabels<CocoSet>[] = [];
  const resolve = resolver(tree.media.map((f) => f.path));
  const samples = new Set(tree.media.map((f) => stemPath(f.path)));
  for (const file of tree.rest) {
    if (extensionOf(file.path).toLowerCase() !== 'json' || samples.has(stemPath(file.path))) continue;
    if (!/"(images|annotations|categories)"\s*:\s*\[/.test(await tree.head(file))) continue;
    const coco = parsed(await tree.text(file));
    if (coco) found.push(foundFile(file, coco, tree, resolve));
  }
  return found;
}

function parsed(text: string | undefined): CocoFile | undefined {
  try {
    return text === undefined ? undefined : parseCoco(text);
  } catch {
    return undefined; // no JSON: told as a table that can't be read
  }
}

function foundFile(
  { path }: TreeFile,
  coco: CocoFile,
  tree: Tree,
  resolve: ReturnType<typeof resolver>,
): FoundLabels<CocoSet> {
  const { images, annotations, categories } = coco;
  const lists = byImage(annotations);
  const labels = new Map<string, readonly Label[]>();
  const problems: DatasetProblem[] = [];
  const report = (problem: string) => problems.push({ path, problem });
  const nature = annotations.length === 0 || annotations.some(hasPlace) ? 'objects' : 'class';
  const panoptic = annotations.some(isPanoptic);
  const unread = panoptic ? new Set(['segments_info']) : unreadKeys(annotations);
  const listOf = labelLists(nature === 'objects' ? 'object' : 'class');
  const known = new Set<unknown>();
  for (const [i, image] of images.entries()) {
    const sample = resolve(image.file_name, path);
    if (known.has(image.id)) report(`images[${i}] has the id ${image.id}, which another one has`);
    known.add(image.id);
    if (sample === undefined) report(`images[${i}] names ${image.file_name}, ${notThere(image.file_name, path)}`);
    else if (labels.has(sample)) report(`images[${i}] names ${image.file_name} a second time`);
    else {
      const own = (lists.get(image.id) ?? []).filter((a) => a.category_id !== undefined);
      labels.set(sample, listOf(own.map((a) => categories[a.category_id!]?.name ?? String(a.category_id))));
    }
  }
  const sizes = new Map(images.map((image) => [image.id, image]));
  const ids = new Set<unknown>();
  for (const [i, annotation] of annotations.entries()) {
    for (const problem of problemsOf(annotation, sizes, categories, ids)) report(`annotations[${i}] ${problem}`);
  }
  const split = splitWord(stemOf(path)) ?? splitWord(folderOf(path).split('/').at(-1) ?? '');
  const set: CocoSet = {
    format: 'coco',
    name: panoptic ? 'panoptic COCO' : `COCO ${kindsOf(annotations)}`,
    nature: unread.size > 0 ? 'unknown' : nature,
    ...(annotations.some(hasShape) && { shapes: true }),
    samples: labels.size,
    file: path,
    categories,
    ...(unread.size > 0 && { note: panoptic ? panopticNote(path) : unreadSentence(path, unread) }),
  };
  const pngs = panoptic ? panopticPngs(path, annotations, tree.media) : [];
  const splits = split && new Map<string, Split>([...labels.keys()].map((sample) => [sample, split]));
  return { set, labels, splits, problems, taken: [path, ...pngs], insteadOfFolders: true };
}

const read = ['bbox', 'segmentation', 'keypoints', 'num_keypoints'];

/** What entries say of places beside what is read. */
function unreadKeys(annotations: readonly CocoAnnotation[]): ReadonlySet<string> {
  const entries = annotations.slice(0, looks).flatMap((annotation) => Object.entries(annotation));
  return new Set(entries.flatMap(([key, value]) => (!read.includes(key) && isUnread(key, value) ? [key] : [])));
}

function kindsOf(annotations: readonly CocoAnnotation[]): string {
  const kinds = [
    annotations.some((a) => a.keypoints) && 'keypoints',
    annotations.some((a) => Array.isArray(a.segmentation) && a.segmentation.length > 0) && 'polygons',
    annotations.some((a) => isRle(a.segmentation)) && 'RLE masks',
    annotations.some((a) => a.bbox) && 'boxes',
  ].filter((kind) => kind !== false);
  return kinds.length > 0 ? kinds.join(', ') : 'annotations';
}
