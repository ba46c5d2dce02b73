import { percentWords } from '../../../src/core/values';
import type { ShownEvent } from '../../../src/protocol-tiles';

/** More events than this are lines without names. */
const mostNames = 24;

interface Props {
  readonly events: readonly ShownEvent[];
  /** What the whole width stands for, in seconds. */
  readonly clock: number;
  /** What subtitles say stands elsewhere. */
  readonly quiet?: boolean;
}

/** Stretches of time over a clip's picture, each with its name. */
export function Events({ events, clock, quiet }: Props) {
  if (events.length === 0) return null;
  const percent = (seconds: number) => `${(100 * seconds) / clock}%`;
  return (
    <div class="events" aria-hidden="true">
      {events.map(({ start, end, name, isText, weight }, i) => (
        <span
          key={i}
          class={end > start ? 'events__one' : 'events__one events__one--moment'}
          style={{ left: percent(start), inlineSize: percent(end - start), opacity: 0.4 + 0.6 * (weight ?? 1) }}
          title={name}
        >
          {events.length <= mostNames && !(isText && quiet) && (
            <span class="events__name">{weight === undefined ? name : `${name} ${percentWords(weight)}`}</span>
          )}
        </span>
      ))}
    </div>
  );
}
