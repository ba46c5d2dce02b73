import { Near } from './embedding/Near';
import { Compare } from './image/Compare';
import type { Shown } from './shown';
import { Listen } from './sound/Listen';
import { TextPair } from './text/TextPair';
import { Watch } from './video/Watch';

export interface BodyProps<S extends Shown = Shown> {
  readonly shown: S;
  /** "hat" */
  readonly name: string;
  /** What was drawn, in words. */
  readonly drawn: string;
  readonly split: number;
  /** `alone`: only this tile's divider moves. */
  onSplit(split: number, alone: boolean): void;
}

/** The sample before and after, in the way of its kind of data. */
export function TileBody({ shown, ...rest }: BodyProps) {
  switch (shown.kind) {
    case 'image':
      return <Compare {...rest} shown={shown} />;
    case 'audio':
      return <Listen {...rest} shown={shown} />;
    case 'video':
      return <Watch {...rest} shown={shown} />;
    case 'text':
      return <TextPair {...rest} shown={shown} />;
    case 'embedding':
      return <Near {...rest} shown={shown} />;
  }
}
