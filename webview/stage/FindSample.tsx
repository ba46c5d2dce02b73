import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SampleRef } from '../../src/protocol';
import { usePanel } from '../context';
import { isAbort } from '../host';
import { Popover } from '../parts/Popover';
import { SearchList } from '../parts/SearchList';

interface Props {
  readonly anchor: RefObject<HTMLElement | null>;
  onPick(sample: SampleRef): void;
  onClose(): void;
}

/** A search over the paths of all samples, answered by the host. */
export function FindSample({ anchor, onPick, onClose }: Props) {
  const { host, tell } = usePanel();
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly SampleRef[]>();
  useEffect(() => {
    const superseded = new AbortController();
    const search = async () => {
      try {
        setFound(await host.call('findSamples', { text }, superseded.signal));
      } catch (error) {
        if (!isAbort(error)) tell(Promise.reject(error));
      }
    };
    void search();
    return () => superseded.abort();
  }, [text]);
  const options = (found ?? []).map(({ source, classes }, i) => ({
    id: String(i), // a path may hold spaces, an id may not
    content: (
      <>
        <span class="search__path" title={source}>
          {source}
        </span>
        {classes.length > 0 && <span class="search__alias">{classes.join(', ')}</span>}
      </>
    ),
  }));
  return (
    <Popover
      anchor={anchor}
      label="Choose a sample"
      role="dialog"
      class="add"
      align="end"
      onClose={(back) => {
        if (back) anchor.current?.focus();
        onClose();
      }}
    >
      <SearchList
        id="find"
        label="Search samples by path"
        placeholder="Part of a path"
        text={text}
        sections={[{ options }]}
        none={<p>{found ? `No sample’s path holds “${text}”.` : 'Searching…'}</p>}
        onText={setText}
        onPick={(id) => onPick(found![Number(id)]!)}
      />
    </Popover>
  );
}
