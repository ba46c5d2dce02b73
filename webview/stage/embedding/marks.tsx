/** Marks for labels: colour and shape both tell them apart, 6 × 5 of them. */
const [colours, shapes] = [6, 5];

/** The class that colours a mark; rows without a label are quiet. */
export const markClass = (label: number): string => (label < 0 ? 'mark mark--none' : `mark mark--${label % colours}`);

/** A mark of the label's shape around a point, as a path: circle, triangle, square, diamond, cross. */
export function markPath(label: number, x: number, y: number, r: number): string {
  const at = `M${x.toFixed(1)} ${y.toFixed(1)}`;
  const [s, d] = [r * 0.9, r * 1.25];
  switch (label < 0 ? 0 : label % shapes) {
    case 0:
      return `${at}m${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
    case 1:
      return `${at}m0 ${-1.2 * r}l${1.15 * r} ${2 * r}h${-2.3 * r}z`;
    case 2:
      return `${at}m${-s} ${-s}h${2 * s}v${2 * s}h${-2 * s}z`;
    case 3:
      return `${at}m0 ${-d}l${d} ${d}l${-d} ${d}l${-d} ${-d}z`;
    default:
      return `${at}m${-r} ${-r / 3}h${(2 * r) / 3}v${(-2 * r) / 3}h${(2 * r) / 3}v${(2 * r) / 3}h${(2 * r) / 3}v${(2 * r) / 3}h${(-2 * r) / 3}v${(2 * r) / 3}h${(-2 * r) / 3}v${(-2 * r) / 3}h${(-2 * r) / 3}z`;
  }
}

/** A label's mark by itself, in a line of text. */
export const Mark = ({ label }: { readonly label: number }) => (
  <svg class="label-mark" viewBox="-6 -6 12 12" aria-hidden="true">
    <path class={markClass(label)} d={markPath(label, 0, 0, 4)} />
  </svg>
);
