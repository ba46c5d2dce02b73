import { useRef } from 'preact/hooks';
import type { Range, RangeParameter } from '../../src/core/parameters';
import { numberWords, shown, unitWords } from '../../src/core/values';
import { NumberBox } from '../parts/NumberBox';
import { Slider } from '../parts/Slider';
import { Field } from './Field';
import { type FieldProps, frameOf } from './field-props';
import { Scale } from './Scale';

/** The part of the range that the track shows: the usual span, or all of it once a value has left that. */
export function trackSpan(p: Pick<RangeParameter, 'slider' | 'min' | 'max'>, values: readonly number[]): Range {
  const [low, high] = p.slider;
  return values.every((v) => v >= low && v <= high) ? p.slider : [p.min, p.max];
}

/** Two thumbs on one track, and two boxes that take the whole range. */
export function RangeField(props: FieldProps<RangeParameter, Range>) {
  const { id, path, parameter: p, value, problems, unread, onValue, onUnread, onSettle } = props;
  const [low, high] = Array.isArray(value) ? value : p.default;
  const grown = useRef(false);
  grown.current ||= trackSpan(p, [low, high]) !== p.slider; // it does not shrink under the pointer
  const span: Range = grown.current ? [p.min, p.max] : p.slider;
  const unit = unitWords(p).trim();
  const words = (v: number) => `${numberWords(shown(p, v), 3)}${unitWords(p)}`;
  const raw = (v: number) => (p.percent ? Number((v / 100).toFixed(8)) : v);
  const wrong = (end: 0 | 1) => problems.some((f) => f.path === `${path}[${end}]` || f.path === path);

  const box = (end: 0 | 1) => {
    const at = `${path}[${end}]`;
    return (
      <NumberBox
        label={`${p.title}, ${end === 0 ? 'from' : 'to'}`}
        value={shown(p, end === 0 ? low : high)}
        unread={unread[at]}
        unit={unit}
        step={shown(p, p.step)}
        min={shown(p, p.min)}
        max={shown(p, p.max)}
        invalid={wrong(end)}
        describedBy={`${id}-error`}
        onNumber={(v) => onValue(end === 0 ? [raw(v), high] : [low, raw(v)])}
        onUnread={(text) => onUnread(at, text)}
        onSettle={onSettle}
      />
    );
  };
  return (
    <Field {...frameOf(props)}>
      <div class="field__row">
        {box(0)}
        <Slider
          span={span}
          step={p.step}
          neutral={p.neutral}
          onSettle={onSettle}
          thumbs={[
            {
              label: `${p.title}, from`,
              value: low,
              min: p.min,
              max: high,
              text: `from ${words(low)}`,
              onMove: (v) => onValue([v, high]),
            },
            {
              label: `${p.title}, to`,
              value: high,
              min: low,
              max: p.max,
              text: `to ${words(high)}`,
              onMove: (v) => onValue([low, v]),
            },
          ]}
        />
        {box(1)}
      </div>
      <div class="field__scale" aria-hidden="true">
        <span />
        <Scale parameter={p} span={span} />
      </div>
    </Field>
  );
}
