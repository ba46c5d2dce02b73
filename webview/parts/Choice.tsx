import { Icon } from './Icon';

interface Option<V extends string> {
  readonly value: V;
  readonly words: string;
  readonly icon?: string;
}

interface Props<V extends string> {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Option<V>[];
  readonly value: V;
  readonly compact?: boolean;
  onChoose(value: V): void;
}

/** Two to four words side by side. Native radios: the toolkit's radio group is a column of circles. */
export function Choice<V extends string>({ name, label, options, value, compact, onChoose }: Props<V>) {
  return (
    <div class={compact ? 'choice choice--compact' : 'choice'} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} class="choice__option" title={option.words}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          <span class="choice__face">
            {option.icon && <Icon name={option.icon} />}
            <span class="choice__word">{option.words}</span>
          </span>
        </label>
      ))}
    </div>
  );
}
