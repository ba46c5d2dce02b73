import { type LabelFinding, type LabelKind, mediaStems } from './label-kind';
import { coco } from './labels/coco';
import { masks } from './labels/masks';
import { sidecars } from './labels/sidecars';
import { tables } from './labels/tables';
import { voc } from './labels/voc';
import { yolo } from './labels/yolo';
import type { Tree } from './tree';

/** Every kind of label file that is recognised; the particular before the general. */
const labelKinds: readonly LabelKind[] = [yolo, voc, coco, masks, tables, sidecars];

/** What labels a dataset has in files of their own. A file counts for the first kind that takes it. */
export async function findLabels(tree: Tree): Promise<readonly LabelFinding[]> {
  const findings: LabelFinding[] = [];
  let rest = tree.rest;
  const stems = mediaStems(tree);
  for (const kind of labelKinds) {
    const finding = await kind.find({ ...tree, rest }, stems);
    if (!finding) continue;
    findings.push(finding);
    const taken = new Set(finding.files);
    rest = rest.filter((f) => !taken.has(f.path));
  }
  return findings;
}

/** Why nothing may be augmented beside these labels, and what to do. */
export function labelsSentence(findings: readonly LabelFinding[]): string {
  const parts = findings.map(({ what, files }) => {
    const more = files.length > 1 ? ` and ${files.length - 1} more` : '';
    return `${what} (${files[0]}${more})`;
  });
  return (
    `The labels of this dataset would not follow: this version cannot write ${parts.join('; ')}. ` +
    'Nothing is written, so that no label falls behind. For classes alone, copy the samples into one folder a class.'
  );
}
