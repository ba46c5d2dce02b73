import type { ClassOutlook } from '../../src/core/labelling';

const percent = (share: number | undefined): string => (share === undefined ? '–' : `${(100 * share).toFixed(1)} %`);

/** What the wanted precision means for each class, by the labelled documents. */
export function ClassOutlooks({ classes }: { readonly classes: readonly ClassOutlook[] }) {
  const without = classes.filter(({ precision }) => precision === undefined).length;
  return (
    <details class="outlooks">
      <summary class="outlooks__summary">
        By class: {classes.length - without} of {classes.length} give labels
      </summary>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col" class="num">
              Labelled
            </th>
            <th scope="col" class="num">
              Right
            </th>
            <th scope="col" class="num">
              Found
            </th>
          </tr>
        </thead>
        <tbody>
          {classes.map(({ name, labelled, precision, coverage }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="num">{labelled.toLocaleString('en')}</td>
              <td class="num">{precision === undefined ? 'not sure enough' : percent(precision)}</td>
              <td class="num">{percent(coverage)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
