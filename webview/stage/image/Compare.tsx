import type { BodyProps } from '../TileBody';
import type { ShownImage } from './image-tile';

/** Before and after in the picture's own shape, never cropped, under one divider. */
export function Compare({ shown: { before, after }, name, drawn, split, onSplit }: BodyProps<ShownImage>) {
  const percent = Math.round(split * 100);
  const drag = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const { left, width } = event.currentTarget.parentElement!.getBoundingClientRect();
    onSplit(Math.min(1, Math.max(0, (event.clientX - left) / width)), event.altKey);
  };
  return (
    <figure class="compare" style={{ '--ratio': before.width / before.height, '--split': split }}>
      <img class="compare__before" src={before.url} alt={`${name}, before`} draggable={false} />
      <img class="compare__after" src={after.url} alt={`${name} after: ${drawn}`} draggable={false} />
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
