import type { ShownObject } from '../../../src/protocol-tiles';
import { outlinesOf } from '../image/outlines';
import { eventsAt } from '../sound/times';
import type { ShownReel } from './video-tile';

interface Props {
  readonly reel: ShownReel;
}

/** The boxes of the frame that is seen, over the picture, with their names. */
export function FrameLabels({ reel, now }: Props & { readonly now: number }) {
  const { frames } = reel.times;
  if (!frames) return null;
  const { width, height } = frames.size;
  const at = Math.min(frames.count - 1, Math.floor(now * frames.fps + 1e-6));
  const objects = frames.objects[at] ?? [];
  return (
    <svg class="watch__labels labels" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <Lines objects={objects} />
      {objects.map(({ box, class: name }, i) => (
        <text
          key={i}
          class="watch__class"
          x={box!.left}
          y={Math.max(height / 11, box!.top - height / 60)}
          font-size={height / 11}
          stroke-width={height / 60}
        >
          {name}
        </text>
      ))}
    </svg>
  );
}

/** The boxes of each frame of a strip. */
export function StripLabels({ reel }: Props) {
  const { strip, stretches, times } = reel;
  const { frames } = times;
  if (!frames) return null;
  const [width, scale] = [strip.width / stretches, strip.height / frames.size.height];
  return (
    <svg class="labels" viewBox={`0 0 ${strip.width} ${strip.height}`} preserveAspectRatio="none" aria-hidden="true">
      {Array.from({ length: stretches }, (_, i) => {
        const at = Math.min(frames.count - 1, Math.floor(((i + 0.5) * frames.count) / stretches));
        return (
          <g key={i} transform={`translate(${i * width} 0) scale(${width / frames.size.width} ${scale})`}>
            <Lines objects={frames.objects[at] ?? []} />
          </g>
        );
      })}
    </svg>
  );
}

function Lines({ objects }: { readonly objects: readonly ShownObject[] }) {
  const { lines } = outlinesOf(objects);
  return (
    <>
      <path class="labels__halo" d={lines} />
      <path class="labels__line" d={lines} />
    </>
  );
}

/** The subtitles of a moment, as a player shows them. */
export function Said({ reel, now }: Props & { readonly now: number }) {
  const said = eventsAt(reel.times.events, now).filter(({ isText }) => isText);
  return said.length > 0 ? <span class="watch__said">{said.map(({ name }) => name).join(' / ')}</span> : null;
}
