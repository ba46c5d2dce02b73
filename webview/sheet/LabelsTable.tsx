import { type Evidence, isSure, type LikelyLabel } from '../../src/core/labelling';
import { Icon } from '../parts/Icon';

/** More of a text than this is looked up in its file. */
const longest = 280;
const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** Documents, the surest first, each with the neighbours that speak for its label. */
export function LabelsTable({
  rows,
  precision,
}: {
  readonly rows: readonly LikelyLabel[];
  readonly precision: number;
}) {
  if (rows.length === 0) return <p class="quiet">No document is here.</p>;
  return (
    <table class="plain doclabels">
      <thead>
        <tr>
          <th scope="col">Document</th>
          <th scope="col">Label</th>
          <th scope="col" class="num">
            Sure
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name} class={isSure(row, precision) ? undefined : 'doclabels__row--unsure'}>
            <th scope="row" class="doclabels__text">
              <span title={row.name}>{shortened(row.text)}</span>
              <Neighbours row={row} />
            </th>
            <td class="doclabels__label">
              {isSure(row, precision) ? (
                <span class="doclabels__given">
                  <Icon name="check" />
                  {row.likely}
                </span>
              ) : (
                <span class="quiet">{row.likely === undefined ? 'no neighbour' : `unsure: ${row.likely}?`}</span>
              )}
            </td>
            <td class="num doclabels__sure">
              <span>{(100 * row.confidence).toFixed(1)} %</span>
              <span class="doclabels__meter" aria-hidden="true" style={{ '--share': row.confidence }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Neighbours({ row }: { readonly row: LikelyLabel }) {
  const { evidence, likely } = row;
  if (evidence.length === 0) return <span class="quiet doclabels__none">shares no word with a labelled document</span>;
  const same = evidence.filter(({ label }) => label === likely).length;
  return (
    <details class="doclabels__evidence">
      <summary>{`${same} of ${evidence.length} neighbours say ${likely}`}</summary>
      <ul>
        {evidence.map((one) => (
          <Neighbour key={one.name} one={one} agrees={one.label === likely} />
        ))}
      </ul>
    </details>
  );
}

const Neighbour = ({ one, agrees }: { readonly one: Evidence; readonly agrees: boolean }) => (
  <li class="doclabels__neighbour">
    <span class="doclabels__near">{one.similarity.toFixed(2)}</span>
    <span class={agrees ? 'doclabels__says' : 'doclabels__says doclabels__says--other'}>{one.label}</span>
    <span title={one.name}>{shortened(one.text)}</span>
  </li>
);
