import type { DatasetIndex, Sample } from './dataset';
import { extensionOf, folderOf, stemOf, variantStem } from './names';
import { splitWord } from './splits';

/** Bytes of UTF-8 that a stem may have, so that `__aug-1000-from-<class>.jpeg` and a temporary name fit into 255. */
const longestStem = 170;
const longestClass = 40;

/**
 * The stem that each sample's variants get: its own, where that is unique in its folder ignoring case. A stem shared by
 * two extensions takes its extension in (`a-png`), and what still clashes, also with variants that lie there already,
 * takes a number (`a-png-2`). All samples have a say, chosen or not, so that shards and selections name alike.
 */
export function outputStems({
  samples,
  others,
}: Pick<DatasetIndex, 'samples' | 'others'>): (sample: Pick<Sample, 'path'>) => string {
  const changed = new Map<string, string>(); // only those that differ from the name on disk: a million samples fit
  const reserved = new Map<string, Set<string>>();
  for (const list of [samples, others]) {
    for (const { path } of list) {
      const stem = variantStem(path);
      if (stem === undefined) continue;
      const folder = folderOf(path).toLowerCase();
      const stems = reserved.get(folder) ?? new Set();
      reserved.set(folder, stems.add(stem.toLowerCase()));
    }
  }
  for (const [folder, members] of byFolder(samples)) {
    const count = new Map<string, number>();
    for (const path of members) {
      const stem = cut(stemOf(path), longestStem).toLowerCase();
      count.set(stem, (count.get(stem) ?? 0) + 1);
    }
    const taken = new Set(reserved.get(folder));
    const shared = members.filter((path) => {
      const stem = cut(stemOf(path), longestStem).toLowerCase();
      const alone = count.get(stem) === 1 && !taken.has(stem);
      if (alone && cut(stemOf(path), longestStem) !== stemOf(path)) changed.set(path, cut(stemOf(path), longestStem));
      return !alone;
    });
    for (const [stem, times] of count) if (times === 1) taken.add(stem);
    for (const path of shared) {
      const own = cut(stemOf(path), longestStem);
      const stem = count.get(own.toLowerCase()) === 1 ? own : `${own}-${extensionOf(path)}`;
      let free = stem;
      for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${stem}-${n}`;
      taken.add(free.toLowerCase());
      changed.set(path, free);
    }
  }
  return ({ path }) => changed.get(path) ?? stemOf(path);
}

function byFolder(samples: readonly Sample[]): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const { path } of samples) {
    const folder = folderOf(path).toLowerCase();
    const members = folders.get(folder);
    if (members) members.push(path);
    else folders.set(folder, [path]);
  }
  return folders;
}

/**
 * The word for each class in `-from-<class>`: its name, or a number where the name is too long, differs from another
 * one's in case alone, or is a split's, which no name of ours may hold.
 */
export function classWords(classes: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    classes.map((name, i) => {
      const plain = cut(name, longestClass) === name && !splitWord(name) && !taken.has(name.toLowerCase());
      let word = plain ? name : `class-${i + 1}`;
      while (taken.has(word.toLowerCase())) word += '-x';
      taken.add(word.toLowerCase());
      return [name, word];
    }),
  );
}

/** The longest beginning of a text that fits into so many bytes of UTF-8, whole characters only. */
function cut(text: string, bytes: number): string {
  if (text.length * 3 <= bytes) return text; // no unit of UTF-16 takes more than 3 bytes
  let [end, used] = [0, 0];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    used += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (used > bytes) return text.slice(0, end);
    end += character.length;
  }
  return text;
}
