import type { DatasetProblem, Label, Split } from '../../core/dataset';
import { extensionOf, folderOf, stemOf } from '../../core/names';
import { sidecarAt } from '../../core/sidecars';
import { type FoundLabels, labelLists } from '../label-format';
import { eachRead, type Tree, type TreeFile } from '../tree';
import { type YoloConfig, yoloConfig } from './config';
import type { ConfigSet } from './config-file';
import { problemsOf } from './problems';
import { nameOf, rowProblem, rowsOf, type YoloRow } from './rows';
import type { YoloSet, YoloTask } from './set';

const isUnpaired = (config: YoloConfig | undefined): boolean =>
  config?.keypoints !== undefined && config.keypoints.count > 1 && !config.keypoints.flip;

const unpairedWords = (path: string): string =>
  `${path} does not say which of them change places: a left hand would be called right. Add flip_idx there, with a number for each keypoint, or switch the step off.`;

/** As Ultralytics does it: the last `/images/` becomes `/labels/`; without one, the label lies beside the picture. */
function labelFolder(samples: string): string {
  const at = `/${samples}/`.lastIndexOf('/images/');
  return at < 0 ? samples : `/${samples}/`.replace(/^(.*)\/images\//, '$1/labels/').slice(1, -1);
}

interface LabelFile {
  readonly sample: TreeFile;
  readonly path: string;
  readonly rows: readonly YoloRow[];
}

/** Label files by name: `.txt` where the loader looks, each row a class and at least four numbers. */
export async function findYolo(tree: Tree): Promise<readonly FoundLabels[]> {
  const unread: DatasetProblem[] = [];
  const config = await yoloConfig(tree, (problem) => unread.push(problem));
  const texts = new Map(tree.rest.filter((f) => extensionOf(f.path) === 'txt').map((f) => [f.path, f]));
  const folders = new Map<string, string>();
  const placeOf = (samples: string) => {
    const labels = folders.get(samples) ?? labelFolder(samples);
    folders.set(samples, labels);
    return { samples, labels, suffix: '', extension: 'txt' };
  };
  const candidates = tree.media.flatMap((sample) => {
    const file = texts.get(sidecarAt(placeOf(folderOf(sample.path)), sample.path));
    return file ? [{ sample, file }] : [];
  });
  const files: LabelFile[] = [];
  await eachRead(
    tree,
    candidates,
    ({ file }) => file,
    ({ sample, file }, text) => {
      files.push({ sample, path: file.path, rows: rowsOf(text) });
    },
  );
  const first = files.find(({ rows }) => rows.length > 0)?.rows[0];
  const looksSo = first && first.cells.length >= 5 && first.cells.every((cell) => Number.isFinite(Number(cell)));
  if (files.length === 0 || !(looksSo || (config && !first))) return [];

  const task = taskOf(files, config);
  const used = new Set(files.map(({ sample }) => folderOf(sample.path)));
  const set: YoloSet = {
    format: 'yolo',
    name: `YOLO ${task}`,
    nature: 'objects',
    ...(task === 'segments' && { shapes: true }),
    samples: files.length,
    places: [...used].map(placeOf),
    task,
    names: config?.names ?? {},
    ...(config?.keypoints && { keypoints: config.keypoints }),
    ...(isUnpaired(config) && { unpaired: unpairedWords(config!.path) }),
  };
  const listOf = labelLists('object');
  const labels = new Map<string, readonly Label[]>();
  for (const { sample, rows } of files)
    labels.set(sample.path, listOf(rows.flatMap((row) => (rowProblem(row, set) ? [] : [nameOf(set, row.cells[0]!)]))));
  const paths = new Set(files.map((f) => f.path));
  const strays = [...texts.values()].filter(({ path }) => !paths.has(path) && isLabelPath(path, used, placeOf));
  const configSet = config && /ya?ml$/i.test(config.path) ? [configOf(config, tree)] : [];
  return [
    ...configSet,
    {
      set,
      labels,
      splits: splitsOf(tree, config),
      problems: [
        ...unread,
        ...files.flatMap((file) => problemsOf(file, set)),
        ...strays.map(({ path }) => ({ path, problem: 'is a label without an image' })),
      ],
      taken: [...paths, ...strays.map((f) => f.path), ...(config ? [config.path] : [])],
      insteadOfFolders: true,
    },
  ];
}

function configOf({ path }: YoloConfig, { media }: Tree): FoundLabels<ConfigSet> {
  const folders = new Set<string>();
  for (const { path: sample } of media) {
    for (let folder = folderOf(sample); folder !== ''; folder = folderOf(folder)) folders.add(folder);
  }
  const set: ConfigSet = {
    format: 'yolo config',
    name: 'YOLO data.yaml',
    nature: 'class',
    samples: 0,
    file: path,
    folders: [...folders],
  };
  return { set, labels: new Map(), problems: [], taken: [path] };
}

const notLabels = /^(classes|notes|readme|obj|predefined_classes|train|val|valid|test)$/i;

function isLabelPath(path: string, used: ReadonlySet<string>, placeOf: (samples: string) => { labels: string }) {
  if (notLabels.test(stemOf(path))) return false;
  const folder = folderOf(path);
  return [...used].some((samples) => placeOf(samples).labels === folder && samples !== folder);
}

function taskOf(files: readonly LabelFile[], config: YoloConfig | undefined): YoloTask {
  if (config?.keypoints) return 'pose';
  const widths = new Set(files.flatMap(({ rows }) => rows.map((row) => row.cells.length)));
  for (const width of widths) if (width < 7 || width % 2 === 0) widths.delete(width);
  if (widths.size === 0) return 'boxes';
  return widths.size === 1 && widths.has(9) ? 'oriented boxes' : 'segments';
}

/** `train` and `val` of data.yaml where they are folders; lists are read with the other lists. */
function splitsOf(tree: Tree, config: YoloConfig | undefined): ReadonlyMap<string, Split> | undefined {
  if (!config) return undefined;
  const splits = new Map<string, Split>();
  const keys = { train: 'train', val: 'validation', test: 'test' } as const;
  const folders = Object.entries(keys).flatMap(([key, split]) =>
    (config.splits[key] ?? []).map((folder) => ({ folder, split })),
  );
  for (const { path } of tree.media) {
    const found = folders.find(({ folder }) => folder === '' || path.startsWith(`${folder}/`));
    if (found && folders.filter((f) => f.folder === found.folder).length === 1) splits.set(path, found.split);
  }
  return splits;
}
