import { useEffect, useState } from 'preact/hooks';

interface Props {
  readonly id?: string;
  readonly label: string;
  /** The number as it is shown. */
  readonly value: number | undefined;
  /** The text that stands here and is no number. */
  readonly unread?: string;
  /** Said with the value; shown after it where it is short. */
  readonly unit?: string;
  /** One arrow key. */
  readonly step: number;
  readonly min: number;
  readonly max: number;
  readonly invalid?: boolean;
  /** Id of the message. */
  readonly describedBy?: string;
  onNumber(value: number): void;
  onUnread(text: string | undefined): void;
  onSettle(): void;
}

/** `-8`, `−8`, `8,5` and `8 %` are numbers to people. */
export function readNumber(text: string): number | undefined {
  const plain = text
    .trim()
    .replace('−', '-')
    .replace(',', '.')
    .replace(/\s*[%°]$/, '');
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}

/** There is room for it in the box: `°`, `%`, `px`. A longer one stands beside the field's title. */
export const isShortUnit = (unit: string | undefined): unit is string => !!unit && unit.length <= 2;

/** A number as text. Native and `text`: the toolkit's number field keeps what can't be read from us. */
export function NumberBox(props: Props) {
  const { label, value, unread, unit, step, min, max, invalid, onNumber, onUnread, onSettle } = props;
  const [typed, setTyped] = useState<string>();
  const canonical = value === undefined || !Number.isFinite(value) ? '' : String(Number(value.toFixed(6)));
  useEffect(() => {
    if (typed !== undefined && readNumber(typed) !== value) setTyped(undefined); // changed elsewhere: slider, undo
  }, [value]);

  const read = (text: string) => {
    setTyped(text);
    const number = readNumber(text);
    if (number === undefined) return; // half a number is no mistake yet
    if (unread !== undefined) onUnread(undefined);
    onNumber(number);
  };
  const leave = () => {
    if (typed !== undefined && readNumber(typed) === undefined) onUnread(typed);
    setTyped(undefined);
    onSettle();
  };
  return (
    <span class={invalid ? 'number number--invalid' : 'number'}>
      <input
        class="number__control"
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellcheck={false}
        role="spinbutton"
        id={props.id}
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuetext={unit ? `${canonical} ${unit}` : undefined}
        aria-invalid={invalid ? 'true' : undefined}
        aria-describedby={invalid ? props.describedBy : undefined}
        value={typed ?? unread ?? canonical}
        onInput={(event) => read(event.currentTarget.value)}
        onBlur={leave}
        onKeyDown={(event) => {
          const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
          if (!direction || event.altKey || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          const by = step * direction * (event.shiftKey ? 10 : 1);
          const next = Math.min(max, Math.max(min, Number(((value ?? 0) + by).toFixed(6))));
          setTyped(undefined);
          onUnread(undefined);
          onNumber(next);
        }}
      />
      {isShortUnit(unit) && (
        <span class="number__unit" aria-hidden="true">
          {unit}
        </span>
      )}
    </span>
  );
}
