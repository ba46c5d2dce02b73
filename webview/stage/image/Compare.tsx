import type { BodyProps } from '../TileBody';
import type { ShownHalf, ShownImage } from './image-tile';
import { namesInWords } from './kept';
import { Labels } from './Labels';

/** Before and after in the picture's own shape, never cropped, under one divider, each with its own labels. */
export function Compare({ shown: { before, after }, name, drawn, split, onSplit }: BodyProps<ShownImage>) {
  const percent = Math.round(split * 100);
  const drag = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const { left, width } = event.currentTarget.parentElement!.getBoundingClientRect();
    onSplit(Math.min(1, Math.max(0, (event.clientX - left) / width)), event.altKey);
  };
  return (
    <figure class="compare" style={{ '--ratio': ratioOf(before), '--split': split }}>
      <Half half={before} side="before" words={`${name}, before`} />
      <Half half={after} side="after" words={`${name} after: ${drawn}`} />
      <span class="compare__name compare__name--before" aria-hidden="true" />
      <span class="compare__name compare__name--after" aria-hidden="true" />
      <div
        class="compare__divider"
        role="slider"
        tabIndex={-1}
        aria-label="Divider"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={`${percent} % before, ${100 - percent} % after`}
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          drag(event);
        }}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && drag(event)}
      >
        <span class="compare__handle" />
      </div>
    </figure>
  );
}

const ratioOf = ({ picture }: ShownHalf): number => picture.width / picture.height;

interface HalfProps {
  readonly half: ShownHalf;
  readonly side: 'before' | 'after';
  readonly words: string;
}

/** One picture with what lies over it, as large as the comparison lets it be: a step may have changed its shape. */
function Half({ half, side, words }: HalfProps) {
  const objects = half.labels?.objects ?? [];
  const labelled = objects.length > 0 ? `; labelled ${namesInWords(objects)}` : '';
  return (
    <div class={`compare__half compare__half--${side}`}>
      <div class="compare__fit" style={{ '--own': ratioOf(half) }}>
        <img class={`compare__${side}`} src={half.picture.url} alt={`${words}${labelled}`} draggable={false} />
        <Labels {...half} />
      </div>
    </div>
  );
}
