import type { DatasetProblem, Label, LabelSet } from '../../core/dataset';
import { extensionOf } from '../../core/names';
import { resolver } from '../../core/references';
import { type FoundLabels, labelLists } from '../label-format';
import { openTable } from '../rows/text';
import { clipSidecar, clipTable } from './clip-format';
import { lineEndOf } from './numbers';
import { fieldsOf, isComment, lineProblem, linesIn, movedLines, segmentsOf, withFields } from './rttm-lines';
import { findSidecars } from './sidecars';

const own = (text: string): readonly string[] => linesIn(text).filter((line) => !isComment(line));

/**
 * RTTM, who speaks when: 10 fields a line, with the name of the recording, beginning and duration in seconds, and the
 * speaker. The confidence takes the share of a blended clip.
 */
export const rttm = clipSidecar<LabelSet>({
  name: 'rttm',
  kind: 'sidecar',
  weighs: () => true,
  find: (tree) =>
    findSidecars(tree, {
      extensions: ['rttm'],
      look: (text) => look(text),
      setOf: (base) => ({ ...base, format: 'rttm', name: 'RTTM segments', nature: 'times' }),
    }),
  read: (text) => ({ timed: segmentsOf(own(text)) }),
  write(text, _set, { output, timed }) {
    const end = lineEndOf(text);
    const comments = linesIn(text).filter((line) => isComment(line) && line.trim() !== '');
    const lines = [...comments, ...movedLines(own(text), timed, output)];
    return lines.join(end) + (lines.length > 0 && (text.trim() === '' || text.endsWith('\n')) ? end : '');
  },
});

function look(text: string) {
  const lines = linesIn(text).flatMap((line, i) => (isComment(line) ? [] : [{ fields: fieldsOf(line), line: i + 1 }]));
  const wrong = lines.map(({ fields, line }) => ({ line, problem: lineProblem(fields) }));
  return {
    classes: lines.flatMap(({ fields }, i) => (wrong[i]!.problem || fields[7] === '<NA>' ? [] : [fields[7]!])),
    problems: wrong.flatMap(({ line, problem }) => (problem ? [`line ${line} ${problem}`] : [])),
  };
}

export interface RttmSet extends LabelSet {
  readonly format: 'rttm table';
  readonly file: string;
}
interface RttmRows {
  readonly sample: string;
  readonly lines: readonly string[];
}

/** One file of RTTM for many recordings, which its second field names. */
export const rttmTable = clipTable<RttmSet, RttmRows>({
  name: 'rttm table',
  kind: 'table',
  weighs: () => true,
  async find(tree) {
    const found: FoundLabels<RttmSet>[] = [];
    const resolve = resolver(tree.media.map((f) => f.path));
    for (const file of tree.rest) {
      if (extensionOf(file.path).toLowerCase() !== 'rttm') continue;
      found.push(foundIn(file.path, (await tree.text(file)) ?? '', resolve));
    }
    return found;
  },
  open(bytes, { file }, resolve) {
    const bySample = new Map<string, string[]>();
    for (const line of own(new TextDecoder().decode(bytes))) {
      const sample = resolve(fieldsOf(line)[1] ?? '', file);
      if (sample === undefined) continue;
      const list = bySample.get(sample);
      if (list) list.push(line);
      else bySample.set(sample, [line]);
    }
    return (sample) => {
      const lines = bySample.get(sample);
      return lines && { sample, lines };
    };
  },
  read: ({ lines }) => ({ timed: segmentsOf(lines) }),
  write: ({ sample, lines }, _set, { output, timed }) => ({ sample, lines: movedLines(lines, timed, output) }),
  grow(bytes, _set, _codecs, elsewhere) {
    const rename = (line: string) => {
      const name = fieldsOf(line)[1]; // a line that is cut short has none
      return isComment(line) || name === undefined ? line : withFields(line, { 1: elsewhere!.rename(name) });
    };
    const { own: kept, row } = openTable(bytes, { kind: 'list' }, elsewhere && rename);
    return { add: (one) => [Buffer.concat(one.lines.map(row))], parts: () => [kept, 0] };
  },
});

function foundIn(path: string, text: string, resolve: ReturnType<typeof resolver>): FoundLabels<RttmSet> {
  const problems: DatasetProblem[] = [];
  const names = new Map<string, Set<string>>();
  for (const [i, line] of linesIn(text).entries()) {
    if (isComment(line)) continue;
    const fields = fieldsOf(line);
    const report = (problem: string) => problems.push({ path, problem: `line ${i + 1} ${problem}` });
    const wrong = lineProblem(fields);
    if (wrong) report(wrong);
    const sample = resolve(fields[1] ?? '', path);
    if (sample === undefined) {
      if (!wrong) report(`names ${fields[1]}, which is not there`);
      continue;
    }
    const classes = names.get(sample) ?? new Set<string>();
    names.set(sample, classes);
    if (!wrong && fields[7] !== '<NA>') classes.add(fields[7]!);
  }
  const listOf = labelLists('object');
  const labels = new Map<string, readonly Label[]>([...names].map(([sample, classes]) => [sample, listOf(classes)]));
  const set: RttmSet = {
    ...{ format: 'rttm table', name: 'RTTM segments', nature: 'times', samples: names.size, file: path },
  };
  return { set, labels, problems, taken: [path] };
}
