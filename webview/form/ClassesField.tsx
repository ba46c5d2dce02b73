import { useState } from 'preact/hooks';
import type { DirectionalClass } from '../../src/core/directional';
import type { Step } from '../../src/core/recipe';
import { Choice } from '../parts/Choice';
import { Field } from './Field';

type Rule = 'all' | 'only' | 'except';

const rules = [
  { value: 'all', words: 'All' },
  { value: 'only', words: 'Only' },
  { value: 'except', words: 'All except' },
] as const;

/** More classes than this are searched, not scrolled. */
const manyClasses = 12;
const mostShown = 200;

interface Props {
  readonly id: string;
  readonly step: Step;
  readonly classes: readonly string[];
  /** Those that this step may turn into others. */
  readonly directional: readonly DirectionalClass[];
  /** Which of them are left out, and why. */
  readonly leftOut?: string;
  onValues(values: { onlyClasses?: readonly string[]; exceptClasses?: readonly string[] }): void;
}

/** Which classes get the step; first, with the reason beside each, those whose meaning a mirror could change. */
export function ClassesField({ id, step, classes, directional, leftOut, onValues }: Props) {
  const rule: Rule = step.onlyClasses ? 'only' : step.exceptClasses ? 'except' : 'all';
  const chosen = step.onlyClasses ?? step.exceptClasses ?? [];
  const [search, setSearch] = useState('');
  const reasons = new Map(directional.map((d) => [d.name, d.reason]));
  const known = [...new Set([...chosen, ...classes])].sort(
    (a, b) => Number(reasons.has(b)) - Number(reasons.has(a)) || a.localeCompare(b),
  );
  const found = known.filter((c) => c.toLowerCase().includes(search.toLowerCase()));

  const set = (next: Rule, list: readonly string[]) =>
    onValues({
      onlyClasses: next === 'only' ? list : undefined,
      exceptClasses: next === 'except' ? list : undefined,
    });
  const toggle = (name: string, on: boolean) => set(rule, on ? [...chosen, name] : chosen.filter((c) => c !== name));
  const change = (next: Rule) => {
    const start = next === 'except' && chosen.length === 0 ? directional.map((d) => d.name) : chosen;
    set(next, start);
  };
  return (
    <Field id={id} title="Classes" help="that get this step" changed={rule !== 'all'} onReset={() => set('all', [])}>
      <Choice name={`${id}-rule`} label="Classes" options={rules} value={rule} onChoose={change} />
      {rule !== 'all' && known.length > manyClasses && (
        <input
          class="input classes__search"
          type="search"
          aria-label="Search classes"
          placeholder="Search classes"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {rule !== 'all' && (
        // Native boxes: a thousand custom elements are slow.
        <ul class="classes" aria-label={rule === 'only' ? 'Only these classes' : 'Not these classes'}>
          {found.slice(0, mostShown).map((name) => (
            <li key={name}>
              <label class="classes__class">
                <input
                  class="checkbox"
                  type="checkbox"
                  checked={chosen.includes(name)}
                  onChange={(event) => toggle(name, event.currentTarget.checked)}
                />
                <span class="classes__name" title={name}>
                  {name}
                </span>
                {reasons.has(name) && <span class="classes__reason">{reasons.get(name)}</span>}
              </label>
            </li>
          ))}
          {found.length > mostShown && <li class="quiet">and {found.length - mostShown} more: search for them</li>}
          {found.length === 0 && <li class="quiet">No class holds “{search}”</li>}
        </ul>
      )}
      {leftOut && <p class="field__note">{leftOut}</p>}
      {rule === 'all' && directional.length > 0 && (
        <p class="field__note">
          {directional.length === 1 ? '1 class looks' : `${directional.length} classes look`} directional:{' '}
          {directional
            .slice(0, 3)
            .map((d) => `${d.name} (${d.reason})`)
            .join(', ')}
          {directional.length > 3 && ' …'}
        </p>
      )}
    </Field>
  );
}
