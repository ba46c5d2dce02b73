import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UseError } from '../core/errors';
import { hashFile } from './files';
import { isFile, isHeader, isPart, isSkipped, isVariant, type JournalLine, readLines, writtenBy } from './lines';
import { none, placeIn, subject } from './manifest';
import type { OpenRun } from './open-run';
import { takePart } from './table/parts';

/** One source's lines, as they follow each other. */
interface Group {
  readonly source: string;
  readonly offset: number;
  readonly lines: JournalLine[];
}

/**
 * Fills the ledger with what is done and stands as it was written, removes the files of sources that are only partly
 * there, and gives the number of files that are done. Throws a `UseError` when files changed since. What parts that are
 * done say is taken as it is.
 */
export async function takeStock(run: OpenRun): Promise<number> {
  const sources = new Map<string, { readonly i: number; readonly variants: number }>();
  let n = 0;
  for (const { sample, outputs } of run.plan.work()) sources.set(sample.path, { i: n++, variants: outputs.length });
  const copies = new Map(run.copies.map(({ path }, i) => [path, i]));
  const changed: string[] = [];
  const tables = new Set(
    run.plan.tables?.flatMap(({ table }) => [table.path, ...(table.labels ? [table.labels.path] : [])]),
  );

  /** True when the file is there as it was written. */
  const stands = async (path: string, sha256: string): Promise<boolean> => {
    const found = await hashFile(join(run.out, path));
    if (found !== undefined && found !== sha256) changed.push(path);
    return found === sha256;
  };
  const parts = run.shard !== undefined || run.merged !== undefined;
  const takeGroup = async (file: number, { source, offset, lines }: Group) => {
    const known = sources.get(source);
    if (!known) return;
    if (parts && file > 0) {
      run.ledger.sources[known.i] = placeIn(run, file, offset); // failed ones too: a part that is done is not tried again
      return;
    }
    const there: string[] = [];
    let whole = 0;
    for (const line of lines.filter(isVariant)) {
      const files = writtenBy(line);
      const standing = [];
      for (const { path, sha256 } of files) if (await stands(path, sha256)) standing.push(path);
      there.push(...standing);
      if (standing.length === files.length) whole++;
    }
    if (whole + lines.filter(isSkipped).length === known.variants) {
      run.ledger.sources[known.i] = placeIn(run, file, offset);
    } else {
      for (const path of there) await rm(join(run.out, path));
    }
  };

  for (const [file, path] of [...run.lineFiles.entries()].reverse()) {
    let group: Group | undefined;
    for await (const { offset, line } of readLines(path)) {
      const source = isHeader(line) || isPart(line) ? undefined : subject(line);
      if (group && group.source !== source) await takeGroup(file, group);
      if (group?.source !== source) group = source === undefined ? undefined : { source, offset, lines: [] };
      group?.lines.push(line);
      if (isPart(line)) await takePart(run, line.part);
      if (isFile(line) && tables.has(line.file) && (await stands(line.file, line.sha256))) {
        await rm(join(run.out, line.file)); // put together anew, out of the parts
      }
      const copy = isFile(line) ? copies.get(line.file) : undefined;
      if (copy !== undefined && isFile(line) && (await stands(line.file, line.sha256))) {
        run.ledger.copies[copy] = placeIn(run, file, offset);
      }
    }
    if (group) await takeGroup(file, group);
  }
  if (changed.length > 0) throw changedError(run.out, changed);
  let done = run.ledger.copies.filter((place) => place !== none).length;
  for (const { made, skipped, failed } of run.parts.values()) done += made + skipped + failed;
  for (const { i, variants } of sources.values()) if (run.ledger.sources[i] !== none) done += variants;
  return done;
}

function changedError(out: string, changed: readonly string[]): UseError {
  const named = changed.slice(0, 5).join(', ') + (changed.length > 5 ? `, and ${changed.length - 5} more` : '');
  return new UseError(`Files of the run in ${out} changed since it wrote them: ${named}. Move them away, then resume.`);
}
