import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Modality, sampleWords } from '../../src/core/modality';
import type { SampleRef } from '../../src/protocol';
import { usePanel } from '../context';
import { rowsOf, samePlace } from '../state/places';
import { tileKey } from './keys';
import { scrub } from './scrub';
import { Tile } from './Tile';
import type { Tiles } from './useTiles';

interface Props {
  readonly samples: readonly SampleRef[];
  readonly tiles: Tiles;
  /** Tiles in a row. */
  readonly columns: number;
  onAnother(tile: number): void;
  /** A tile has the focus. */
  onFocus?(source: string): void;
}

const gridClass: Readonly<Partial<Record<Modality, string>>> = {
  text: 'tiles tiles--texts',
  embedding: 'tiles tiles--rows',
};

/** The samples as a grid with one tab stop. Only tiles in sight are asked for. */
export function TileGrid({ samples, tiles, columns, onAnother, onFocus }: Props) {
  const { model, dispatch } = usePanel();
  const { split, compare } = model.view;
  const { recipe } = model.history.now;
  const grid = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const [own, setOwn] = useState<Readonly<Record<number, number>>>({});
  const [held, setHeld] = useState<number>();
  const tabStop = Math.min(focused, samples.length - 1);
  const chosen = rowsOf(recipe.steps).find((r) => samePlace(r.place, model.chosen))?.path;
  const [what] = sampleWords[recipe.modality];
  const sources = samples.map((s) => s.source).join('\n');

  useEffect(() => {
    const inSight = new Map<Element, string>();
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const { source } = (target as HTMLElement).dataset;
        if (isIntersecting && source) inSight.set(target, source);
        else inSight.delete(target);
      }
      tiles.see(new Set(inSight.values()));
    });
    for (const tile of grid.current?.querySelectorAll('[data-source]') ?? []) observer.observe(tile);
    return () => observer.disconnect();
  }, [sources, columns, tiles.see]);

  const moveAll = (to: number) => {
    setOwn({});
    dispatch({ do: 'view', view: { split: Math.min(1, Math.max(0, to)) } });
  };
  const tileAt = (index: number) => grid.current?.querySelectorAll<HTMLElement>('[data-source]')[index];
  const wantsFocus = useRef(false);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    tileAt(focused)?.focus();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const onDivider = target.classList.contains('compare__divider');
    if (!onDivider && !target.hasAttribute('data-source')) return;
    const rightToLeft = getComputedStyle(target).direction === 'rtl';
    const key = tileKey(event, { at: tabStop, count: samples.length, columns, rightToLeft });
    if (!key) return;
    event.preventDefault();
    if ('to' in key) {
      setFocused(key.to);
      wantsFocus.current = true;
    } else if ('divider' in key) {
      if (!scrub(target, key.divider)) moveAll(split + key.divider);
    } else if (key.act === 'menu') {
      const word = target.querySelector<HTMLElement>('button.word-added');
      if (word) word.focus();
      else target.querySelector<HTMLElement>('.tile__menu')?.click();
    } else if (key.act === 'another') onAnother(tabStop);
    else {
      const play = target.querySelector<HTMLElement>('.tile__play');
      if (play) play.click();
      else setHeld(tabStop);
    }
  };
  const rows: (readonly [sample: SampleRef, index: number])[][] = [];
  for (const [i, sample] of samples.entries()) {
    if (i % columns === 0) rows.push([]);
    rows.at(-1)!.push([sample, i]);
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid of pictures is no table
    <div
      class={gridClass[recipe.modality] ?? 'tiles'}
      role="grid"
      aria-label="Samples, before and after"
      style={{ '--columns': columns }}
      ref={grid}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => event.key === ' ' && setHeld(undefined)}
      onBlurCapture={() => setHeld(undefined)}
    >
      {rows.map((row, r) => (
        // biome-ignore lint/a11y/useSemanticElements: a grid of pictures is no table
        <div key={r} class="tiles__row" role="row" tabIndex={undefined}>
          {row.map(([sample, i]) => (
            <Tile
              key={`${i} ${sample.source}`}
              sample={sample}
              view={tiles.views.get(sample.source)}
              chosen={chosen}
              split={held === i ? 1 : compare === 'after' ? 0 : (own[i] ?? split)}
              column={i % columns}
              tabStop={i === tabStop}
              what={what}
              onFocus={() => {
                setFocused(i);
                onFocus?.(sample.source);
              }}
              onSplit={(to, alone) => (alone ? setOwn({ ...own, [i]: to }) : moveAll(to))}
              onAnother={() => onAnother(i)}
              onPick={(picked) => dispatch({ do: 'pick', tile: i, sample: picked })}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
