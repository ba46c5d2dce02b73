import type { ShownEvent, TileTimes } from '../../../src/protocol-tiles';
import type { Aside } from '../shown';

/** What the head of a tile says of labels with time: "3 labels kept", "2 of 3 kept" with what was cut away in the title. */
export function timesAside(times: TileTimes | undefined, notes: readonly string[]): Aside | undefined {
  const title = [...(times && times.dropped.length > 0 ? ['Cut away:', ...times.dropped] : []), ...notes].join('\n');
  if (!times || times.of === 0 || notes.length > 0) {
    return notes.length > 0 ? { words: notes[0]!, title } : undefined;
  }
  const { kept, of } = times;
  if (kept < of) return { words: kept === 0 ? `none of ${of} kept` : `${kept} of ${of} kept`, title };
  const words = of === 1 ? '1 label kept' : `${of} labels kept`;
  return { words, title: 'All labels moved with the clip; none was dropped.' };
}

/** Names of the events for those who do not see them: "2 × bark, door". */
export function eventWords(events: readonly ShownEvent[]): string {
  const counts = new Map<string, number>();
  for (const { name } of events) if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count === 1 ? name : `${count} × ${name}`)).join(', ');
}

/** What goes on at a moment. */
export const eventsAt = (events: readonly ShownEvent[], now: number): readonly ShownEvent[] =>
  events.filter(({ start, end }) => start <= now && now < end);
