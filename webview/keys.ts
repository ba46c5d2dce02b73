import { focusNextRegion } from './regions';

interface On {
  save(): void;
  generate(): void;
  undo(): void;
  redo(): void;
}

/** Text that is typed has its own undo; numbers are the draft's. */
const typesText = (target: EventTarget | null): boolean => {
  const element = target instanceof Element ? target : undefined;
  return !!element?.matches('vscode-text-field, input[role="combobox"], input[type="search"]');
};

/** The keys of the panel as a whole. What the panel does, the editor around it must not do as well: it hears the rest. */
export function panelKey(event: KeyboardEvent, on: On): void {
  const act = event.defaultPrevented ? undefined : actOf(event, on);
  if (act && act() !== false) event.preventDefault();
  if (event.defaultPrevented) event.stopPropagation();
}

/** What a key does, as a function that gives false when it is the editor's after all. */
function actOf(event: KeyboardEvent, on: On): (() => unknown) | undefined {
  const { key, shiftKey, altKey } = event;
  if (key === 'F6') return () => focusNextRegion(shiftKey);
  if (altKey || !(event.ctrlKey || event.metaKey)) return undefined;
  if (key === 'Enter' && !shiftKey) return on.generate;
  switch (key.toLowerCase()) {
    case 's':
      return shiftKey ? undefined : on.save;
    case 'z':
      return typesText(event.target) ? undefined : shiftKey ? on.redo : on.undo;
    case 'y':
      return typesText(event.target) ? undefined : on.redo;
    default:
      return undefined;
  }
}
