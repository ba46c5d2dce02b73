import type { CSSProperties } from 'preact';

interface Thumb {
  readonly label: string;
  readonly value: number;
  /** Where it stops: the other thumb, or the end of the track. */
  readonly min: number;
  readonly max: number;
  /** "from −8°" */
  readonly text: string;
  onMove(value: number): void;
}

interface Props {
  readonly span: readonly [low: number, high: number];
  readonly step: number;
  /** Where a tick stands: the value that changes nothing. */
  readonly neutral?: number;
  /** One thumb fills the track from its start; two fill what is between them. */
  readonly thumbs: readonly Thumb[];
  readonly title?: string;
  onSettle(): void;
}

const tidy = (value: number): number => Number(value.toFixed(6));
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Native ranges on one track: the toolkit has none. `step="any"`, so that values between steps show where they are. */
export function Slider({ span, step, neutral, thumbs, title, onSettle }: Props) {
  const [start, end] = span;
  const share = (value: number) => (end > start ? clamp((value - start) / (end - start), 0, 1) : 0);
  const [first, last] = [thumbs[0]!, thumbs.at(-1)!];
  const style: CSSProperties = {
    '--low': thumbs.length > 1 ? share(first.value) : 0,
    '--high': share(last.value),
    '--zero': neutral === undefined ? 0 : share(neutral),
  };
  const move = (thumb: Thumb, input: HTMLInputElement, value: number) => {
    const next = tidy(clamp(value, Math.max(start, thumb.min), Math.min(end, thumb.max)));
    input.value = String(next);
    if (next !== thumb.value) thumb.onMove(next);
  };
  const onKeyDown = (thumb: Thumb, event: KeyboardEvent & { currentTarget: HTMLInputElement }) => {
    const along = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const steps = { ArrowRight: along, ArrowLeft: -along, ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[
      event.key
    ];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (steps === undefined && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    const by = (steps ?? 0) * (event.shiftKey && Math.abs(steps ?? 0) === 1 ? 10 : 1);
    const target = event.key === 'Home' ? thumb.min : event.key === 'End' ? thumb.max : thumb.value + by * step;
    move(thumb, event.currentTarget, target);
  };
  return (
    <div class="range" style={style} title={title}>
      {neutral !== undefined && neutral > start && neutral < end && <span class="range__zero" />}
      {thumbs.map((thumb, i) => (
        <input
          key={thumb.label}
          class={
            thumbs.length > 1 && i === 0 && share(thumb.value) > 0.5 ? 'range__thumb range__thumb--top' : 'range__thumb'
          }
          type="range"
          step="any"
          min={start}
          max={end}
          value={clamp(thumb.value, start, end)}
          aria-label={thumb.label}
          aria-valuetext={thumb.text}
          onInput={(event) => {
            const raw = event.currentTarget.valueAsNumber;
            move(thumb, event.currentTarget, Math.round(raw / step) * step);
          }}
          onChange={onSettle}
          onBlur={onSettle}
          onKeyDown={(event) => onKeyDown(thumb, event)}
        />
      ))}
    </div>
  );
}
