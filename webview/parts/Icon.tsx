/** A codicon by its name. Never alone: words or a label stand beside it. */
export function Icon({ name, class: extra = '' }: { readonly name: string; readonly class?: string }) {
  return <i class={`codicon codicon-${name} ${extra}`} aria-hidden="true" />;
}
