import type { FramedLabel, MovedFramed, TimedLabel } from '../../core/timed';
import type { ClipFacts, ClipLabels } from '../../formats/timed/clip-format';
import type { ShownEvent, ShownTimes, TileTimes } from '../../protocol-tiles';
import type { ClipPath } from './clip-path';
import type { ClipLabelling, FollowedClip } from './clips';

/** What is drawn over the tile of a clip: the labels of all sets; undefined where nothing says when something happens. */
export async function tileTimes(
  labels: ClipLabelling,
  path: ClipPath,
  clip: ClipFacts,
  before: boolean,
): Promise<TileTimes | undefined> {
  const sets = (await labels.follow(path)).filter((set) => set.labels);
  if (sets.length === 0) return undefined;
  const of = sets.reduce((sum, { moved }) => sum + moved.of, 0);
  const own = new Set(
    sets.flatMap(({ moved, set }) =>
      moved.labels.flatMap((one) => (one.partner === undefined ? [`${set.name} ${one.number}`] : [])),
    ),
  );
  return {
    ...(before && { before: shownBefore(sets, clip) }),
    after: shownAfter(sets, path, clip),
    kept: own.size,
    of,
    dropped: sets.flatMap(({ moved, lost }) => [...moved.dropped, ...lost]),
  };
}

const shownBefore = (sets: readonly FollowedClip[], clip: ClipFacts): ShownTimes =>
  shown(
    sets.flatMap(({ labels }) => [...labels!.timed, ...runs(labels!, labels!.framed ?? [], clip)]),
    sets.flatMap(({ labels }) => labels!.framed ?? []),
    clip,
  );

const shownAfter = (sets: readonly FollowedClip[], { after }: ClipPath, before: ClipFacts): ShownTimes =>
  shown(
    sets.flatMap(({ labels, moved, framed }) => [...moved.labels, ...runs(labels!, framed, before)]),
    sets.flatMap(({ framed }) => framed),
    after,
  );

type Framed = Pick<MovedFramed & FramedLabel, 'frame' | 'class' | 'box'>;

function shown(
  timed: readonly (Pick<TimedLabel, 'start' | 'end' | 'class' | 'text'> & { readonly weight?: number })[],
  framed: readonly Framed[],
  { pictures }: ClipFacts,
): ShownTimes {
  const events = timed.map(({ start, end, class: name, text, weight = 1 }): ShownEvent => {
    const said = text === undefined ? { name } : { name: text, isText: true as const };
    return { start, end, ...said, ...(weight < 1 && { weight }) };
  });
  const placed = framed.filter(({ box }) => box);
  if (placed.length === 0 || !pictures) return { events };
  const objects: Record<number, { class: string; box: NonNullable<Framed['box']> }[]> = {};
  for (const { frame, class: name, box } of placed) {
    objects[frame] ??= [];
    objects[frame].push({ class: name, box: box! });
  }
  const { width, height, fps, frames: count } = pictures;
  return { events, frames: { size: { width, height }, fps, count, objects } };
}

/** Labels by frame without a place, as stretches of the same class. */
function runs({ steps }: ClipLabels, framed: readonly Framed[], { seconds, pictures }: ClipFacts) {
  const step = steps ? (steps.step ?? seconds / Math.max(1, steps.count)) : 1 / (pictures?.fps ?? 1);
  const all: { start: number; end: number; class: string }[] = [];
  for (const { frame, class: name, box } of framed) {
    if (box || name === '') continue;
    const last = all.at(-1);
    const [start, end] = [frame * step, (frame + 1) * step];
    if (last?.class === name && start - last.end < step / 2) last.end = end;
    else all.push({ start, end, class: name });
  }
  return all;
}
