import { useRef, useState } from 'preact/hooks';
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
  const [unknown, setUnknown] = useState<string>();
  // the page owns what is typed: a render in between would take letters away
  const row = useRef<HTMLDivElement>(null);
  const pairs = pairsOf(map);
  const sides = sidePairs(classes, map);
  const take = () => {
    const inputs = [...(row.current?.querySelectorAll('input') ?? [])];
    const [a = '', b = ''] = inputs.map((input) => input.value.trim());
    setUnknown([a, b].find((name) => name !== '' && !classes.includes(name)));
    if (a === b || !classes.includes(a) || !classes.includes(b)) return;
    onMap(withPair(map, a, b));
    for (const input of inputs) input.value = '';
  };
  const input = (label: string, placeholder: string) => (
    <input
      class="input"
      list="class-map-classes"
      aria-label={label}
      placeholder={placeholder}
      autoComplete="off"
      spellcheck={false}
      onChange={take}
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
      <div class="pairs__pair" ref={row}>
        {input('A class', 'Class')}
        <span aria-hidden="true">↔</span>
        {input('What it becomes when mirrored', 'becomes')}
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
