import type { DatasetProblem } from '../core/dataset';
import type { Modality } from '../core/modality';
import { coco } from './coco/coco';
import type { FoundLabels, SidecarFormat, TableFiles, TableFormat } from './label-format';
import { type LabelFinding, type LabelKind, mediaStems } from './label-kind';
import { tables } from './labels/tables';
import { findUnknown } from './labels/unknown';
import { findMasks } from './masks/find';
import { rows } from './rows/rows';
import { audacity } from './timed/audacity';
import { classRows } from './timed/class-rows';
import type { ClipSidecar, ClipTable } from './timed/clip-format';
import { rowFiles } from './timed/row-files';
import { rowTables } from './timed/row-tables';
import { rttm, rttmTable } from './timed/rttm';
import { srt } from './timed/srt';
import { vtt } from './timed/vtt';
import type { Tree } from './tree';
import { voc } from './voc/voc';
import { yoloConfigFile } from './yolo/config-file';
import { yolo } from './yolo/yolo';

/** Every format with a file for each sample, the particular before the general. */
const sidecarFormats: readonly SidecarFormat[] = [yolo, voc];
/** Every format with one file for many samples. */
const tableFormats: readonly TableFormat[] = [yoloConfigFile, coco, rows];
/** The same for clips of sound and of video. */
const clipSidecars: readonly ClipSidecar[] = [srt, vtt, rttm, rowFiles, audacity];
const clipTables: readonly ClipTable[] = [rttmTable, rowTables];
/** Kinds that are recognised and not read. */
const labelKinds: readonly LabelKind[] = [tables];

export const sidecarFormatOf = (name: string): SidecarFormat | undefined => sidecarFormats.find((f) => f.name === name);

export const tableFormatOf = (name: string): TableFormat | undefined => tableFormats.find((f) => f.name === name);

export const clipSidecarOf = (name: string): ClipSidecar | undefined => clipSidecars.find((f) => f.name === name);

export const clipTableOf = (name: string): ClipTable | undefined => clipTables.find((f) => f.name === name);

/** Any format of tables, as far as files go. */
export const tableFilesOf = (name: string): TableFiles | undefined => tableFormatOf(name) ?? clipTableOf(name);

/** What labels a dataset has in files of their own. */
export interface DatasetLabels {
  readonly found: readonly FoundLabels[];
  readonly problems: readonly DatasetProblem[];
  /** Why nothing may be augmented beside them. */
  readonly cannotFollow?: string;
}

/** Finds labels. A file counts for the first format that takes it; masks are no samples for the others. */
export async function findLabels(tree: Tree, modality: Modality): Promise<DatasetLabels> {
  const clips = modality === 'audio' || modality === 'video';
  const formats = clips ? [...clipSidecars, ...clipTables, classRows] : [...sidecarFormats, ...tableFormats];
  const found: FoundLabels[] = clips ? [] : [...(await findMasks(tree))];
  const taken = new Set(found.flatMap((f) => f.taken));
  const left = (): Tree => ({
    ...tree,
    media: tree.media.filter((f) => !taken.has(f.path)),
    rest: tree.rest.filter((f) => !taken.has(f.path)),
  });
  for (const format of formats) {
    const some = await format.find(left());
    found.push(...some);
    for (const path of some.flatMap((f) => f.taken)) taken.add(path);
  }
  const findings: LabelFinding[] = [];
  const stems = mediaStems(left());
  for (const kind of labelKinds) {
    const finding = await kind.find(left(), stems);
    if (!finding) continue;
    findings.push(finding);
    for (const path of finding.files) taken.add(path);
  }
  found.push(...findUnknown(left(), clips));
  const problems = unlisted(left(), found);
  return { found, problems, ...(findings.length > 0 && { cannotFollow: labelsSentence(findings) }) };
}

/** Samples that no table names, where tables name most of them. */
function unlisted({ media }: Tree, found: readonly FoundLabels[]): readonly DatasetProblem[] {
  const tables = found.filter(({ set, labels }) => set.file !== undefined && labels.size > 0);
  const bare = media.filter(({ path }) => !tables.some(({ labels }) => labels.has(path)));
  if (tables.length === 0 || bare.length === 0 || bare.length * 2 > media.length) return [];
  const [what, where] = [bare.length === 1 ? 'is' : `and ${bare.length - 1} more are`, tables[0]!.set.file];
  const table = tables.length === 1 ? where : `${where} or another table`;
  return [
    {
      path: bare[0]!.path,
      problem: `${what} in no row of ${table}: loaders that go by it leave out what it does not name`,
    },
  ];
}

/** Why nothing may be augmented beside these labels, and what to do. */
function labelsSentence(findings: readonly LabelFinding[]): string {
  const parts = findings.map(({ what, files, why }) => {
    const more = files.length > 1 ? ` and ${files.length - 1} more` : '';
    return `${what} (${files[0]}${why === undefined ? '' : `, which ${why}`}${more})`;
  });
  return (
    `The labels of this dataset would not follow: this version cannot write ${parts.join('; ')}. ` +
    'Nothing is written, so that no label falls behind. For classes alone, copy the samples into one folder a class.'
  );
}
