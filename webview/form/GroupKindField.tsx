import { type GroupStep, groupWord } from '../../src/core/recipe';
import { Choice } from '../parts/Choice';
import { Field } from './Field';

const kinds = [
  { value: 'oneOf', words: 'One of them' },
  { value: 'someOf', words: 'Some of them' },
] as const;

interface Props {
  readonly id: string;
  readonly group: GroupStep;
  onKind(kind: 'oneOf' | 'someOf'): void;
}

/** How many of its steps a group gives to a variant: one, or some. */
export function GroupKindField({ id, group, onKind }: Props) {
  const kind = groupWord(group);
  return (
    <Field id={id} title="A variant gets" changed={false} onReset={() => {}}>
      <Choice name={`${id}-kind`} label="A variant gets" options={kinds} value={kind} onChoose={onKind} />
    </Field>
  );
}
