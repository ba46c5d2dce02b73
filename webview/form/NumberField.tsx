import { useRef } from 'preact/hooks';
import type { NumberParameter, Range } from '../../src/core/parameters';
import { numberWords, shown, unitWords } from '../../src/core/values';
import { NumberBox } from '../parts/NumberBox';
import { Slider } from '../parts/Slider';
import { Field } from './Field';
import { type FieldProps, frameOf } from './field-props';
import { trackSpan } from './RangeField';

/** One number: a thumb and a box. */
export function NumberField(props: FieldProps<NumberParameter, number>) {
  const { id, path, parameter: p, problems, unread, onValue, onUnread, onSettle } = props;
  const value = typeof props.value === 'number' ? props.value : p.default;
  const grown = useRef(false);
  grown.current ||= trackSpan(p, [value]) !== p.slider;
  const span: Range = grown.current ? [p.min, p.max] : p.slider;
  return (
    <Field {...frameOf(props)} labels={`${id}-box`}>
      <div class="field__row field__row--single">
        <Slider
          span={span}
          step={p.step}
          neutral={p.neutral}
          onSettle={onSettle}
          thumbs={[
            {
              label: p.title,
              value,
              min: p.min,
              max: p.max,
              text: `${numberWords(shown(p, value), 3)}${unitWords(p, value)}`,
              onMove: onValue,
            },
          ]}
        />
        <NumberBox
          id={`${id}-box`}
          label={p.title}
          value={shown(p, value)}
          unread={unread[path]}
          unit={unitWords(p).trim()}
          step={shown(p, p.step)}
          min={shown(p, p.min)}
          max={shown(p, p.max)}
          invalid={problems.length > 0}
          describedBy={`${id}-error`}
          onNumber={(v) => onValue(p.percent ? Number((v / 100).toFixed(8)) : v)}
          onUnread={(text) => onUnread(path, text)}
          onSettle={onSettle}
        />
      </div>
    </Field>
  );
}
