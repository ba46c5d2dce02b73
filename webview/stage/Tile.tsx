import { useId, useRef, useState } from 'preact/hooks';
import type { SampleRef } from '../../src/protocol';
import { usePanel } from '../context';
import { Icon } from '../parts/Icon';
import { IconButton } from '../parts/IconButton';
import { Menu } from '../parts/Menu';
import { DrawnSentence } from './DrawnSentence';
import { drawnWords, shortName } from './drawn';
import { FindSample } from './FindSample';
import { TileBody } from './TileBody';
import type { TileView } from './useTiles';

interface Props {
  readonly sample: SampleRef;
  readonly view?: TileView;
  /** Path of the chosen step. */
  readonly chosen?: string;
  readonly split: number;
  readonly column: number;
  readonly tabStop: boolean;
  /** One picture, in the words of the kind of data. */
  readonly what: string;
  onFocus(): void;
  onSplit(split: number, alone: boolean): void;
  onAnother(): void;
  onPick(sample: SampleRef): void;
}

/** One sample, before and after, with what was drawn for it in words. */
export function Tile(props: Props) {
  const { sample, view, chosen, split, column, tabStop, what, onFocus, onSplit, onAnother, onPick } = props;
  const { host, tell } = usePanel();
  const [open, setOpen] = useState<'menu' | 'find'>();
  const more = useRef<HTMLButtonElement>(null);
  const id = useId();
  const file = shortName(sample.source);
  const className = sample.classes.join(', ');
  const words = view ? drawnWords(view.steps, chosen) : [];
  const sentence = words.map((w) => w.text).join(' · ');
  const kind = view?.shown?.kind;
  const holdsWords = kind === 'audio' || kind === 'video' || kind === 'embedding';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid of pictures is no table
    <div
      class="tile"
      role="gridcell"
      aria-colindex={column + 1}
      tabIndex={tabStop ? 0 : -1}
      aria-labelledby={
        // what one plays, and a point, are named by all that they hold: a label would have to repeat these words
        holdsWords
          ? undefined
          : ['text', 'problem', 'class', 'file', 'aside', 'drawn'].map((part) => `${id}-${part}`).join(' ')
      }
      data-source={sample.source}
      onFocusCapture={onFocus}
      onContextMenu={(event) => {
        event.preventDefault();
        setOpen('menu');
      }}
    >
      <div class={view ? 'mat' : 'mat mat--waiting'} id={kind === 'text' ? `${id}-text` : undefined}>
        {view?.shown && (
          <TileBody
            shown={view.shown}
            name={className || file}
            drawn={sentence || 'nothing drawn'}
            split={split}
            onSplit={onSplit}
          />
        )}
        {view?.problem && (
          <div class="tile__problem" id={`${id}-problem`}>
            <Icon name="warning" />
            <strong>This {what} can’t be read</strong> <p title={view.problem}>{view.problem}</p>{' '}
            <p>Its variants are left out; the rest of the run goes on.</p>{' '}
            <button type="button" class="link" tabIndex={tabStop ? 0 : -1} onClick={onAnother}>
              Show another sample
            </button>{' '}
          </div>
        )}
      </div>
      <div class="tile__caption">
        <div class="tile__head">
          <span class="tile__names">
            {className && (
              <span class="tile__class" id={`${id}-class`} title={className}>
                {className}
              </span>
            )}{' '}
            <span class="tile__file" id={`${id}-file`} title={sample.source}>
              {file}
            </span>
          </span>{' '}
          {view?.shown?.aside && (
            <span class="tile__aside" id={`${id}-aside`} title={view.shown.aside.title}>
              {view.shown.aside.words}
            </span>
          )}{' '}
          <IconButton
            icon="ellipsis"
            class="tile__menu"
            label={`More for ${file}: another sample, reveal the file`}
            tabIndex={-1}
            menu
            expanded={open === 'menu'}
            elementRef={more}
            onClick={() => setOpen(open ? undefined : 'menu')}
          />
        </div>
        <div id={`${id}-drawn`}>
          <DrawnSentence words={words} sentence={sentence} view={view} />
        </div>
      </div>
      {open === 'menu' && (
        <Menu
          anchor={more}
          label={`Sample ${file}`}
          onClose={() => setOpen(undefined)}
          items={[
            { label: 'Show Another Sample', keys: 'R', onSelect: onAnother },
            { label: 'Choose a Sample…', onSelect: () => setOpen('find') },
            {
              label: 'Reveal in Explorer',
              starts: true,
              onSelect: () => tell(host.call('revealSample', { source: sample.source })),
            },
          ]}
        />
      )}
      {open === 'find' && (
        <FindSample
          anchor={more}
          onClose={() => setOpen(undefined)}
          onPick={(picked) => {
            setOpen(undefined);
            onPick(picked);
          }}
        />
      )}
    </div>
  );
}
