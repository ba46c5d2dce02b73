import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface SearchOption {
  readonly id: string;
  readonly content: ComponentChildren;
}
export interface SearchSection {
  /** Its heading; undefined: none is shown. */
  readonly name?: string;
  readonly options: readonly SearchOption[];
}

interface Props {
  /** Begins the ids of its parts. */
  readonly id: string;
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly sections: readonly SearchSection[];
  /** Shown when there is no option. */
  readonly none: ComponentChildren;
  onText(text: string): void;
  onPick(id: string): void;
}

/** A field over a list of what matches: arrows move, Enter takes. Native: the toolkit's field can't name an active option. */
export function SearchList({ id, label, placeholder, text, sections, none, onText, onPick }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const options = sections.flatMap((s) => s.options);
  const current = options[Math.min(active, options.length - 1)];

  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  useEffect(
    () => list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }),
    [active],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return;
    event.stopPropagation();
    const count = options.length;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (current) onPick(current.id);
      return;
    }
    const next = { ArrowDown: active + 1, ArrowUp: active - 1 + count, PageDown: active + 8, PageUp: active - 8 }[
      event.key
    ];
    if (next === undefined || count === 0) return;
    event.preventDefault();
    const paging = event.key.startsWith('Page');
    setActive(paging ? Math.max(0, Math.min(count - 1, next)) : next % count);
  };
  return (
    <>
      <input
        ref={field}
        class="input search__field"
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={options.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current ? `${id}-${current.id}` : undefined}
        placeholder={placeholder}
        autoComplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => {
          onText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        class="search__list"
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        ref={list}
        hidden={options.length === 0}
      >
        {sections.map(({ name, options: own }, i) => (
          <div key={name ?? i} {...(name ? { role: 'group', 'aria-label': name } : { role: 'none' })}>
            {name && (
              <div class="search__section" aria-hidden="true">
                {name}
              </div>
            )}
            {own.map((option) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
              <div
                key={option.id}
                id={`${id}-${option.id}`}
                class="search__option"
                role="option"
                tabIndex={-1}
                aria-selected={option === current}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => onPick(option.id)}
              >
                {option.content}
              </div>
            ))}
          </div>
        ))}
      </div>
      {options.length === 0 && (
        <div class="search__none">
          {none}
          {text !== '' && (
            <button
              type="button"
              class="link"
              onClick={() => {
                onText('');
                field.current?.focus();
              }}
            >
              Clear the Search
            </button>
          )}
        </div>
      )}
    </>
  );
}
