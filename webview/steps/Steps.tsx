import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { endangered, leftOutWords, reorientations, sparedClasses } from '../../src/core/directional';
import { isTransformStep, type Step } from '../../src/core/recipe';
import { usePanel } from '../context';
import { Icon } from '../parts/Icon';
import { focusFirst } from '../regions';
import { rowsOf, samePlace, stepAt } from '../state/places';
import { stepTitle } from '../state/problems';
import { placeToAdd } from '../state/steps';
import { AddStep } from './AddStep';
import { type Drop, followDrag } from './drag';
import { stepKey } from './keys';
import { StepRow } from './StepRow';

/** The recipe as a list with one tab stop. */
export function Steps() {
  const { model, catalogue, dispatch, announce } = usePanel();
  const { steps } = model.history.now.recipe;
  const { options } = model.view;
  const rows = rowsOf(steps);
  const [adding, setAdding] = useState(false);
  const [drop, setDrop] = useState<Drop>();
  const list = useRef<HTMLOListElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const wantsFocus = useRef(false);
  const at = rows.findIndex((r) => samePlace(r.place, model.chosen));
  const chosen = rows[at];
  const on = rows.filter((r) => !r.step.disabled).length;

  const nameOf = (path: string | undefined) =>
    list.current?.querySelector<HTMLElement>(`[data-path="${path}"] .step__open`);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    (nameOf(chosen?.path) ?? add.current)?.focus();
  });
  useEffect(() => nameOf(chosen?.path)?.scrollIntoView({ block: 'nearest' }), [chosen?.path]);

  const choose = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (!row) return;
    dispatch({ do: 'choose', place: row.place });
    wantsFocus.current = true;
  };
  const enterForm = () => focusFirst(document.getElementById('form'));

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const element = target.closest<HTMLElement>('[data-path]');
    if (!element || !chosen) return;
    const onName = target.classList.contains('step__open');
    const key = stepKey(event, onName, getComputedStyle(element).direction === 'rtl');
    if (!key) return;
    event.preventDefault();
    if ('to' in key) {
      if (key.to === 'control') {
        const controls = [...element.querySelectorAll<HTMLElement>(':scope > button, :scope > input')];
        controls[controls.indexOf(target) + key.by]?.focus();
      } else if (key.to === 'row') choose(at + key.by);
      else if (key.to === 'first') choose(0);
      else if (key.to === 'last') choose(rows.length - 1);
      else enterForm();
      return;
    }
    const { place, step } = chosen;
    const title = stepTitle(step, catalogue);
    wantsFocus.current = true;
    if (key.act === 'toggle') dispatch({ do: 'set', place, values: { disabled: step.disabled ? undefined : true } });
    else if (key.act === 'remove') dispatch({ do: 'remove', place });
    else if (key.act === 'duplicate') dispatch({ do: 'duplicate', place });
    else dispatch({ do: 'shift', place, direction: key.act === 'up' ? -1 : 1 });
    const done = { toggle: step.disabled ? 'on' : 'off', remove: 'removed', duplicate: 'duplicated' };
    announce(`${title} ${key.act === 'up' || key.act === 'down' ? `moved ${key.act}` : done[key.act]}`);
  };

  const addStep = (step: Step) => {
    setAdding(false);
    const { dataset } = model.host;
    const info = isTransformStep(step) ? catalogue.get(step.transform) : undefined;
    const ways = info && isTransformStep(step) ? reorientations(info, step) : [];
    const hurt = dataset.state === 'ready' ? endangered(dataset.directional, ways) : [];
    const exceptClasses = sparedClasses(step, [], hurt, dataset.state === 'ready' ? dataset.classes : []);
    dispatch({ do: 'add', step: exceptClasses ? { ...step, exceptClasses } : step, place });
    wantsFocus.current = true;
    announce(`${stepTitle(step, catalogue)} added${exceptClasses && info ? `. ${leftOutWords(info.noun, hurt)}` : ''}`);
  };
  const place = placeToAdd(steps, model.chosen);
  const group = stepAt(steps, place.slice(0, -1));
  return (
    <>
      <div class="section-head">
        <h2 id="steps-title">
          Steps
          <span class="section-head__count">{rows.length > 0 ? `${on} of ${rows.length} on` : 'none yet'}</span>
        </h2>
        <button
          type="button"
          class="text-button"
          title="Output files, labels, balance"
          aria-pressed={options}
          onClick={() => dispatch({ do: 'view', view: { options: !options } })}
        >
          <Icon name="settings" />
          Options
        </button>
      </div>
      <ol class="steps" aria-labelledby="steps-title" ref={list} onKeyDown={onKeyDown}>
        {rows.map((row) => (
          <StepRow
            key={row.path}
            row={row}
            chosen={row === chosen}
            shown={row === chosen && !options}
            drop={drop?.path === row.path ? drop : undefined}
            dragged={drop !== undefined && row === chosen}
            onEnter={enterForm}
            onMenu={(action) => {
              wantsFocus.current = true;
              dispatch(action);
            }}
            onGrip={(event) => {
              dispatch({ do: 'choose', place: row.place });
              followDrag(
                event,
                list.current!,
                { rows, dragged: row.place },
                {
                  move: setDrop,
                  end: (target) => {
                    setDrop(undefined);
                    if (target) dispatch({ do: 'move', from: row.place, to: target.to });
                  },
                },
              );
            }}
          />
        ))}
        <li class="steps__foot">
          <button
            type="button"
            class="text-button steps__add"
            aria-haspopup="dialog"
            aria-expanded={adding}
            ref={add}
            onClick={() => setAdding(!adding)}
          >
            <Icon name="add" />
            {group ? `Add step to “${stepTitle(group, catalogue)}”…` : 'Add step…'}
          </button>
        </li>
      </ol>
      {adding && (
        <AddStep anchor={add} withGroups={place.length === 1} onAdd={addStep} onClose={() => setAdding(false)} />
      )}
    </>
  );
}
