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

/** F6: the focus goes to the next region of the panel, round and round. */
export function focusNextRegion(backward: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(isSeen);
  const here = regions.findLastIndex((r) => r.contains(document.activeElement));
  for (let k = 1; k <= regions.length; k++) {
    const by = backward ? -k : k;
    const start = here === -1 && backward ? 0 : here;
    if (focusFirst(regions.at((start + by) % regions.length)!)) return;
  }
}
