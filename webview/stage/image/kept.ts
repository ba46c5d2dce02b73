import type { ShownObject, TileObjects } from '../../../src/protocol-tiles';
import type { Aside } from '../shown';

/** What the head of a tile says of its labels: "2 boxes kept", "1 of 2 kept" with what was cut away in the title. */
export function keptWords(
  { kept, of, dropped }: Pick<TileObjects, 'kept' | 'of' | 'dropped'>,
  source: readonly ShownObject[],
): Aside | undefined {
  if (of === 0) return undefined;
  const [one, many] = nouns(source);
  if (kept < of) {
    const words = kept === 0 ? `none of ${of} kept` : `${kept} of ${of} kept`;
    const empty = kept === 0 ? ['No object is left: this variant is background.'] : [];
    return { words, title: [...empty, 'Cut away:', ...dropped].join('\n') };
  }
  const words = of === 1 ? `1 ${one} kept` : `${of} ${many} kept`;
  return { words, title: `${of === 1 ? `The ${one}` : `All ${many}`} moved with the picture; none was dropped.` };
}

/** The word for these objects, one and several. */
function nouns(objects: readonly ShownObject[]): readonly [one: string, many: string] {
  const all = (has: (object: ShownObject) => unknown) => objects.length > 0 && objects.every(has);
  if (all((o) => o.keypoints)) return ['pose', 'poses'];
  if (all((o) => o.polygons)) return ['outline', 'outlines'];
  if (all((o) => o.box ?? o.quad)) return ['box', 'boxes'];
  return ['object', 'objects'];
}

/** The classes of objects for those who do not see them: "2 × shoe, hat". */
export function namesInWords(objects: readonly ShownObject[]): string {
  const counts = new Map<string, number>();
  for (const { class: name } of objects) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count === 1 ? name : `${count} × ${name}`)).join(', ');
}
