import type { BooleanParameter } from '../../src/core/parameters';
import { CheckField } from './CheckField';
import { type FieldProps, frameOf } from './field-props';

/** A parameter that is yes or no. */
export function BooleanField(props: FieldProps<BooleanParameter, boolean>) {
  const { help, title } = props.parameter;
  const frame = { ...frameOf(props), help: undefined };
  return <CheckField {...frame} words={help ?? title} checked={props.value === true} onCheck={props.onValue} />;
}
