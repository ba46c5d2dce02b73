import { useRef, useState } from 'preact/hooks';
import { isTransformStep } from '../../src/core/recipe';
import { usePanel } from '../context';
import { Icon } from '../parts/Icon';
import { IconButton } from '../parts/IconButton';
import { Menu } from '../parts/Menu';
import type { Dispatch } from '../state/actions';
import type { StepRow as Row } from '../state/places';
import { stepTitle } from '../state/problems';
import { chanceWords, rowWords } from '../state/words';
import type { Drop } from './drag';
import { stepMenu } from './menu';

interface Props {
  readonly row: Row;
  /** The tab stop of the list. */
  readonly chosen: boolean;
  /** Its form is open. */
  readonly shown: boolean;
  /** A dragged step would land here. */
  readonly drop?: Drop;
  readonly dragged: boolean;
  /** Something of the menu: the focus stays in the list. */
  readonly onMenu: Dispatch;
  onGrip(event: PointerEvent): void;
  onEnter(): void;
}

/** One step of the list: grip, on and off, name with its values, menu. */
export function StepRow({ row, chosen, shown, drop, dragged, onMenu, onGrip, onEnter }: Props) {
  const { catalogue, problems, dispatch } = usePanel();
  const { step, place, path, group } = row;
  const more = useRef<HTMLButtonElement>(null);
  const [menu, setMenu] = useState(false);
  const info = isTransformStep(step) ? catalogue.get(step.transform) : undefined;
  const title = stepTitle(step, catalogue);
  const summary = rowWords(row, info);
  const odds = chanceWords(row);
  const wrong = problems.some((p) => p.path.startsWith(`${path}.`) && p.step === title);
  const classes = [
    'step',
    shown && 'step--selected',
    step.disabled && 'step--off',
    group && 'step--in',
    dragged && 'step--dragged',
    drop && `step--drop-${drop.side}`,
  ];
  const setOn = (on: boolean) => dispatch({ do: 'set', place, values: { disabled: on ? undefined : true } });
  const openMenu = () => {
    dispatch({ do: 'choose', place });
    setMenu(true);
  };
  return (
    <li
      class={classes.filter(Boolean).join(' ')}
      data-path={path}
      style={{ '--depth': place.length - 1, '--drop-depth': (drop?.to.length ?? 1) - 1 }}
      onContextMenu={(event) => {
        event.preventDefault();
        openMenu();
      }}
    >
      <button
        type="button"
        class="step__grip"
        tabIndex={-1}
        aria-label={`Move ${title}`}
        title="Drag to move (Alt+↑, Alt+↓)"
        onPointerDown={onGrip}
      >
        <Icon name="gripper" />
      </button>
      {/* Native: the toolkit's box puts itself into the tab order, and a row is one stop. */}
      <input
        class="checkbox"
        type="checkbox"
        tabIndex={-1}
        checked={!step.disabled}
        aria-label={`Use ${title}`}
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
      <button
        type="button"
        class="step__open"
        tabIndex={chosen ? 0 : -1}
        aria-current={shown ? 'true' : undefined}
        title={`${title}: ${summary}; ${odds}`}
        onClick={() => dispatch({ do: 'choose', place })}
        onDblClick={onEnter}
      >
        <span class="step__name">
          {title}
          {wrong && <Icon name="error" class="step__wrong" />}
          {wrong && <span class="sr-only">, not valid</span>}
        </span>
        <span class="step__summary">{summary}</span>
        <span class="step__chance">{odds}</span>
      </button>
      <IconButton
        icon="ellipsis"
        class="step__menu"
        label={`More for ${title}`}
        tabIndex={-1}
        menu
        expanded={menu}
        elementRef={more}
        onClick={() => (menu ? setMenu(false) : openMenu())}
      />
      {menu && <Menu anchor={more} label={`${title}`} onClose={() => setMenu(false)} items={stepMenu(row, onMenu)} />}
    </li>
  );
}
