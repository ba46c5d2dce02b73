const tabbable =
  'button:not([disabled]):not([tabindex="-1"]), input:not([disabled]):not([tabindex="-1"]), select:not([disabled]), ' +
  'vscode-button:not([disabled]), vscode-checkbox, vscode-text-field, [tabindex="0"]';

const isSeen = (element: HTMLElement): boolean => element.getClientRects().length > 0;

/** Puts the focus on the first thing in a part of the page that takes it. */
export function focusFirst(part: Element | null): boolean {
  const found = [...(part?.querySelectorAll<HTMLElement>(tabbable) ?? [])].find(isSeen);
  found?.focus();
  return found !== undefined;
}

/** F6 went on to the editor's own parts: the next one that comes here begins anew. */
let left = false;

/** F6: the focus goes to the next region of the panel. False after the last one: the editor's own parts are next. */
export function focusNextRegion(backward: boolean): boolean {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(isSeen);
  const here = left ? undefined : regions.findLast((r) => r.contains(document.activeElement));
  if (backward) regions.reverse();
  left = !regions.slice(here ? regions.indexOf(here) + 1 : 0).some(focusFirst);
  return !left;
}
