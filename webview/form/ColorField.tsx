import type { Color, ColorParameter } from '../../src/core/parameters';
import { NumberBox } from '../parts/NumberBox';
import { Field } from './Field';
import { type FieldProps, frameOf } from './field-props';

const channels = ['Red', 'Green', 'Blue'] as const;

/** `#0a80ff`, which is all that a native colour field takes. */
export function toHex(color: Color): string {
  const part = (v: number) =>
    Math.min(255, Math.max(0, Math.round(v)))
      .toString(16)
      .padStart(2, '0');
  return `#${color.map(part).join('')}`;
}

export function fromHex(hex: string): Color {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

/** A swatch that opens the colour dialog, and three boxes. Native: the toolkit has no colour field. */
export function ColorField(props: FieldProps<ColorParameter, Color>) {
  const { id, path, parameter: p, problems, unread, onValue, onUnread, onSettle } = props;
  const value = Array.isArray(props.value) && props.value.length === 3 ? (props.value as Color) : p.default;
  return (
    <Field {...frameOf(props)}>
      <div class="color">
        <input
          class="color__swatch"
          type="color"
          aria-label={`${p.title}, pick`}
          value={toHex(value)}
          onInput={(event) => onValue(fromHex(event.currentTarget.value))}
          onChange={onSettle}
        />
        {channels.map((channel, i) => (
          <NumberBox
            key={channel}
            label={`${p.title}, ${channel.toLowerCase()}`}
            unit={channel[0]}
            value={value[i]}
            unread={unread[`${path}[${i}]`]}
            step={1}
            min={0}
            max={255}
            invalid={problems.length > 0 && !(value[i]! >= 0 && value[i]! <= 255)}
            describedBy={`${id}-error`}
            onNumber={(v) => onValue(value.map((old, at) => (at === i ? v : old)) as unknown as Color)}
            onUnread={(text) => onUnread(`${path}[${i}]`, text)}
            onSettle={onSettle}
          />
        ))}
      </div>
    </Field>
  );
}
