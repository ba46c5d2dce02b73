import type { NumberParameter, Range, RangeParameter } from '../../src/core/parameters';
import { numberWords, shown, unitWords } from '../../src/core/values';
import { isShortUnit } from '../parts/NumberBox';

interface Props {
  readonly parameter: RangeParameter | NumberParameter;
  readonly span: Range;
}

/** The ends of the track in small numbers, and the neutral value where it stands apart from them. */
export function Scale({ parameter: p, span: [low, high] }: Props) {
  const unit = unitWords(p);
  const neutral = p.neutral;
  const share = neutral === undefined ? 0 : (neutral - low) / (high - low);
  const between = neutral !== undefined && share > 0.15 && share < 0.85;
  const short = isShortUnit(unit.trim()) ? unit : '';
  return (
    <div class="range-scale">
      <span>{`${numberWords(shown(p, low), 3)}${low === 0 ? '' : short}`}</span>
      {between && (
        <span class="range-scale__neutral" style={{ '--at': share }}>
          {numberWords(shown(p, neutral), 3)}
        </span>
      )}
      <span>{`${numberWords(shown(p, high), 3)}${short}`}</span>
    </div>
  );
}
