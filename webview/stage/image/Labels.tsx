import { percentWords } from '../../../src/core/values';
import type { ShownObject } from '../../../src/protocol-tiles';
import type { ShownHalf } from './image-tile';
import { cornerOf, outlinesOf } from './outlines';

/** More names than this hide the picture. */
const mostNames = 40;

/** The labels of a picture, over it and scaled with it: mask, outlines, and the names, which show where one looks. */
export function Labels({ picture, labels }: ShownHalf) {
  if (!labels) return null;
  const { objects, mask } = labels;
  const { width, height } = picture;
  return (
    <>
      {mask && <img class="labels__mask" src={mask.url} alt="" draggable={false} />}
      {objects.length > 0 && (
        <svg class="labels" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          {[...byWeight(objects)].map(([weight, group]) => {
            const { lines, frames, seen, hidden } = outlinesOf(group);
            return (
              <g key={weight} opacity={0.4 + 0.6 * weight}>
                <path class="labels__frame" d={frames} />
                <path class="labels__halo" d={lines} />
                <path class="labels__line" d={lines} />
                <path class="labels__halo labels__halo--dot" d={seen + hidden} />
                <path class="labels__dot" d={seen + hidden} />
                <path class="labels__hole" d={hidden} />
              </g>
            );
          })}
        </svg>
      )}
      {objects.length <= mostNames &&
        objects.map((object, i) => <Name key={i} object={object} width={width} height={height} />)}
    </>
  );
}

interface NameProps {
  readonly object: ShownObject;
  readonly width: number;
  readonly height: number;
}

function Name({ object, width, height }: NameProps) {
  const corner = cornerOf(object);
  if (!corner) return null;
  const share = (value: number, of: number) => Math.min(1, Math.max(0, value / of));
  const { class: name, weight } = object;
  return (
    <span
      class="labels__name"
      aria-hidden="true"
      style={{ '--x': share(corner[0], width), '--y': share(corner[1], height) }}
    >
      {weight === undefined ? name : `${name} ${percentWords(weight)}`}
    </span>
  );
}

/** Objects of blended pictures are as strong as their picture. */
function byWeight(objects: readonly ShownObject[]): ReadonlyMap<number, readonly ShownObject[]> {
  const groups = new Map<number, ShownObject[]>();
  for (const object of objects) {
    const { weight = 1 } = object;
    const group = groups.get(weight);
    if (group) group.push(object);
    else groups.set(weight, [object]);
  }
  return groups;
}
