import { useState } from 'preact/hooks';
import { IconButton } from '../parts/IconButton';
import { type ClassMap, pairsOf, sidePairs, withoutPair, withPair } from '../state/class-map';
import { Field } from './Field';

interface Props {
  readonly classes: readonly string[];
  readonly map: ClassMap;
  onMap(map: ClassMap | undefined): void;
}

/** What a mirrored class becomes, as pairs that a mirror turns into each other. */
export function ClassMapField({ classes, map, onMap }: Props) {
  const [ends, setEnds] = useState<readonly [string, string]>(['', '']);
  const pairs = pairsOf(map);
  const sides = sidePairs(classes, map);
  const set = (end: 0 | 1, name: string) => {
    const next: readonly [string, string] = end === 0 ? [name, ends[1]] : [ends[0], name];
    const [a, b] = next;
    const complete = a !== b && classes.includes(a) && classes.includes(b);
    if (complete) onMap(withPair(map, a, b));
    setEnds(complete ? ['', ''] : next);
  };
  const unknown = ends.find((name) => name !== '' && !classes.includes(name));
  const input = (end: 0 | 1, label: string) => (
    <input
      class="input"
      list="class-map-classes"
      aria-label={label}
      placeholder={end === 0 ? 'Class' : 'becomes'}
      value={ends[end]}
      autoComplete="off"
      spellcheck={false}
      onChange={(event) => set(end, event.currentTarget.value.trim())}
    />
  );
  return (
    <Field
      id="class-map"
      title="Mirrored classes"
      help="What a class becomes when its picture is mirrored."
      changed={pairs.length > 0}
      message={unknown && `No class is called “${unknown}”`}
      onReset={() => onMap(undefined)}
    >
      <ul class="pairs">
        {pairs.map((pair) => (
          <li key={pair.from} class="pairs__pair">
            <span class="pairs__name" title={pair.from}>
              {pair.from}
            </span>
            <span aria-hidden="true">{pair.both ? '↔' : '→'}</span>
            <span class="sr-only">{pair.both ? 'and the other way round:' : 'becomes'}</span>
            <span class="pairs__name" title={pair.to}>
              {pair.to}
            </span>
            <IconButton
              icon="close"
              label={`Remove ${pair.from} and ${pair.to}`}
              onClick={() => onMap(withoutPair(map, pair))}
            />
          </li>
        ))}
      </ul>
      <div class="pairs__pair">
        {input(0, 'A class')}
        <span aria-hidden="true">↔</span>
        {input(1, 'What it becomes when mirrored')}
      </div>
      <datalist id="class-map-classes">
        {classes.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {sides.length > 0 && (
        <button
          type="button"
          class="link"
          title={sides.map(([a, b]) => `${a} ↔ ${b}`).join('\n')}
          onClick={() => onMap(sides.reduce<ClassMap>((all, [a, b]) => withPair(all, a, b), map))}
        >
          {sides.length === 1
            ? `Pair ${sides[0]!.join(' and ')}`
            : `Pair ${sides.length} classes with their other side`}
        </button>
      )}
    </Field>
  );
}
