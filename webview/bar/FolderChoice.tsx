import { useEffect, useRef, useState } from 'preact/hooks';
import { usePanel } from '../context';
import { Button } from '../parts/Button';
import { Icon } from '../parts/Icon';
import { Popover } from '../parts/Popover';
import { folderName } from '../state/words';
import type { ValueElement } from '../toolkit';

/** The output folder's name, as a button that opens what can be chosen about it. */
export function FolderChoice({ out }: { readonly out: string }) {
  const { model, dispatch, host, tell } = usePanel();
  const { choice } = model.history.now;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const field = useRef<ValueElement>(null);
  const name = folderName(out);
  useEffect(() => {
    if (open) field.current?.focus();
  }, [open]);

  const close = (back: boolean) => {
    setOpen(false);
    setTyped(undefined);
    if (back) button.current?.focus();
  };
  const take = (path: string | undefined) => {
    if (path !== choice.out) dispatch({ do: 'set choice', choice: { out: path } });
    close(true);
  };
  const takeName = () => {
    const chosen = typed?.trim() ?? '';
    take(chosen === '' || chosen === name ? choice.out : chosen);
  };
  const choose = async () => {
    const path = await host.call('chooseOut');
    if (path !== undefined) take(path);
  };
  return (
    <>
      <button
        type="button"
        class="bar__folder"
        title={`${out}\nChange the folder`}
        aria-haspopup="dialog"
        aria-expanded={open}
        ref={button}
        onClick={() => setOpen(!open)}
      >
        <span class="bar__name">{name}</span>
        <Icon name="edit" />
      </button>
      {open && (
        <Popover anchor={button} label="Output folder" role="dialog" class="folder" onClose={close}>
          <vscode-text-field
            class="text-field"
            ref={field}
            value={typed ?? name}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault(); // or it would press the button that gets the focus
              event.stopPropagation();
              takeName();
            }}
          >
            Folder name, beside the dataset
          </vscode-text-field>
          <p class="folder__path" title={out}>
            {out}
          </p>
          <div class="folder__actions">
            <Button onClick={takeName}>Use This Name</Button>
            <Button secondary onClick={() => tell(choose())}>
              Choose Folder…
            </Button>
          </div>
          {choice.out !== undefined && (
            <button type="button" class="link" onClick={() => take(undefined)}>
              Next free name beside the dataset
            </button>
          )}
        </Popover>
      )}
    </>
  );
}
