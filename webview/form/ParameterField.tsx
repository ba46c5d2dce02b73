import type { Color, Parameter, Range } from '../../src/core/parameters';
import { BooleanField } from './BooleanField';
import { ChoiceField } from './ChoiceField';
import { ColorField } from './ColorField';
import type { FieldProps } from './field-props';
import { NumberField } from './NumberField';
import { RangeField } from './RangeField';
import { TextField } from './TextField';

type Props = FieldProps<Parameter, Range | Color | number | string | boolean>;

/** The widget of a parameter's kind. A new kind does not compile until it has one. */
export function ParameterField({ parameter, value, ...rest }: Props) {
  switch (parameter.kind) {
    case 'range':
      return <RangeField {...rest} parameter={parameter} value={value as Range} />;
    case 'number':
      return <NumberField {...rest} parameter={parameter} value={value as number} />;
    case 'choice':
      return <ChoiceField {...rest} parameter={parameter} value={value as string} />;
    case 'color':
      return <ColorField {...rest} parameter={parameter} value={value as Color} />;
    case 'boolean':
      return <BooleanField {...rest} parameter={parameter} value={value as boolean} />;
    case 'text':
      return <TextField {...rest} parameter={parameter} value={value as string} />;
  }
}
