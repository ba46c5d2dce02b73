import type { DatasetProblem, Label, LabelSet } from '../../core/dataset';
import { extensionOf, folderOf, stemOf } from '../../core/names';
import type { SidecarPlace } from '../../core/sidecars';
import type { FoundLabels } from '../label-format';
import { labelLists } from '../label-format';
import { eachRead, type Tree, type TreeFile } from '../tree';

/** What a text says, when it is looked at for the first time. */
export interface Looked {
  /** Names of classes in it. */
  readonly classes: readonly string[];
  /** "line 3 ends before it begins" */
  readonly problems: readonly string[];
}

export interface SidecarLook<S extends LabelSet> {
  readonly extensions: readonly string[];
  /** Undefined where the file is none of this format. */
  look(text: string): Looked | undefined;
  /** The set of files with a name of one kind; the text is that of the first. */
  setOf(base: Pick<LabelSet, 'samples' | 'places'>, text: string): S;
}

/** Between the stem and the dot: a language, as players want it (`clip.en.srt`). */
const language = /^(.+?)(\.[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)$/;

interface Pair {
  readonly sample: TreeFile;
  readonly file: TreeFile;
  readonly suffix: string;
}

/** Files of a format that lie beside their clips, or in a folder beside theirs (`audio/a.wav`, `labels/a.txt`). */
export async function findSidecars<S extends LabelSet>(
  tree: Tree,
  { extensions, look, setOf }: SidecarLook<S>,
): Promise<readonly FoundLabels[]> {
  const byKind = new Map<string, Pair[]>();
  const of = clipFinder(tree);
  for (const file of tree.rest) {
    const extension = extensionOf(file.path);
    const pair = extensions.includes(extension.toLowerCase()) ? of(file) : undefined;
    if (!pair) continue;
    const kind = `${pair.suffix}.${extension}`;
    const list = byKind.get(kind);
    if (list) list.push(pair);
    else byKind.set(kind, [pair]);
  }
  const found: FoundLabels[] = [];
  for (const pairs of byKind.values()) {
    const texts = new Map<Pair, string>();
    await eachRead(
      tree,
      pairs,
      ({ file }) => file,
      (pair, text) => texts.set(pair, text),
    );
    const one = foundSet(pairs, texts, look, setOf);
    if (one) found.push(one);
  }
  return found;
}

function foundSet<S extends LabelSet>(
  pairs: readonly Pair[],
  texts: ReadonlyMap<Pair, string>,
  look: SidecarLook<S>['look'],
  setOf: SidecarLook<S>['setOf'],
): FoundLabels | undefined {
  const listOf = labelLists('object');
  const labels = new Map<string, readonly Label[]>();
  const problems: DatasetProblem[] = [];
  const own: Pair[] = [];
  for (const pair of pairs) {
    const text = texts.get(pair)!;
    const looked = text.trim() === '' ? { classes: [], problems: [] } : look(text);
    if (!looked) continue;
    own.push(pair);
    labels.set(pair.sample.path, listOf(looked.classes));
    for (const problem of looked.problems) problems.push({ path: pair.file.path, problem });
  }
  const first = own.find((pair) => texts.get(pair)!.trim() !== '');
  if (!first) return undefined;
  const places = new Map<string, SidecarPlace>();
  for (const { sample, file, suffix } of own) {
    const place = {
      samples: folderOf(sample.path),
      labels: folderOf(file.path),
      suffix,
      extension: extensionOf(file.path),
    };
    places.set(`${place.samples}\0${place.labels}`, place);
  }
  const set = setOf({ samples: own.length, places: [...places.values()] }, texts.get(first)!);
  return { set, labels, problems, taken: own.map(({ file }) => file.path) };
}

/** Finds the clip of a file by its stem: in its folder, else in one whose path differs in one part. */
function clipFinder({ media }: Tree): (file: TreeFile) => Pair | undefined {
  const byStem = new Map<string, TreeFile[]>();
  for (const file of media) {
    const stem = stemOf(file.path);
    const list = byStem.get(stem);
    if (list) list.push(file);
    else byStem.set(stem, [file]);
  }
  const sampleOf = (stem: string, folder: string) => {
    const all = byStem.get(stem) ?? [];
    const beside = all.find((f) => folderOf(f.path) === folder);
    if (beside) return beside;
    const parallel = all.filter((f) => areParallel(folderOf(f.path), folder));
    return parallel.length === 1 ? parallel[0] : undefined;
  };
  return (file) => {
    const [stem, folder] = [stemOf(file.path), folderOf(file.path)];
    const sample = sampleOf(stem, folder);
    if (sample) return { sample, file, suffix: '' };
    const [, bare, suffix] = language.exec(stem) ?? [];
    const other = bare === undefined ? undefined : sampleOf(bare, folder);
    return other && { sample: other, file, suffix: suffix! };
  };
}

/** True for folders that differ in one part, or of which the one is in the other: `audio/train` and `labels/train`. */
function areParallel(a: string, b: string): boolean {
  const [x, y] = [a.split('/'), b.split('/')].map((parts) => parts.filter((part) => part !== '')) as [
    string[],
    string[],
  ];
  if (x.length === y.length) return x.filter((part, i) => part !== y[i]).length === 1;
  const [long, short] = x.length > y.length ? [x, y] : [y, x];
  if (long.length - short.length !== 1) return false;
  return long.some((_, i) => [...long.slice(0, i), ...long.slice(i + 1)].join('/') === short.join('/'));
}
