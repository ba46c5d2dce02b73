import { useMemo } from 'preact/hooks';
import type { CompareMode } from '../../state/model';
import type { ShownEmbedding } from './embedding-tile';
import { Mark, markClass, markPath } from './marks';
import { fewRows, type Plane, planeOf, quietMarks, side } from './plane';

interface Props {
  /** Samples that are ready, by source. */
  readonly shown: ReadonlyMap<string, ShownEmbedding>;
  /** The sample that has the focus. */
  readonly focused?: string;
  readonly compare: CompareMode;
  readonly variant: number;
}

const mostInLegend = 12;

/** All rows on a plane, and where the variants of the samples lie: before hollow, after filled, an arrow between. */
export function Plot({ shown, focused, compare, variant }: Props) {
  const all = [...shown.values()];
  const { cloud } = all[0]!;
  const plane = planeOf(cloud, all);
  const sides =
    compare === 'side' ? (['before', 'after'] as const) : ([compare === 'after' ? 'after' : 'both'] as const);
  const legend = cloud.labels.slice(0, mostInLegend);
  const rows = all.length === 1 ? 'row' : 'rows';
  return (
    <figure class="plot">
      <div class="plot__legend">
        {legend.map((name, label) => (
          <span key={name}>
            <Mark label={label} /> {name}
          </span>
        ))}
        {cloud.labels.length > legend.length && <span>and {cloud.labels.length - legend.length} more labels</span>}
        <span>
          <svg class="label-mark label-mark--wide" viewBox="-18 -6 36 12" aria-hidden="true">
            <circle cx="-12" cy="0" r="4" fill="none" stroke="currentColor" />
            <path d="M-8 0H6M3 -3L7 0L3 3" fill="none" stroke="currentColor" />
            <circle cx="12" cy="0" r="4" fill="currentColor" />
          </svg>{' '}
          before, after
        </span>
      </div>
      <div class="plot__sides">
        {sides.map((which) => (
          <Canvas key={which} shown={shown} plane={plane} focused={focused} which={which} />
        ))}
      </div>
      <figcaption class="plot__note">
        2-D projection (first two principal components, {Math.round(cloud.share * 100)} % of the spread). {all.length}{' '}
        {rows} of variant {variant} shown moved.
        {cloud.compared < cloud.rows &&
          ` Nearest among ${cloud.compared.toLocaleString('en')} of ${cloud.rows.toLocaleString('en')} rows.`}
      </figcaption>
    </figure>
  );
}

interface CanvasProps extends Pick<Props, 'shown' | 'focused'> {
  readonly plane: Plane;
  readonly which: 'before' | 'after' | 'both';
}

function Canvas({ shown, plane, focused, which }: CanvasProps) {
  const all = [...shown.entries()];
  const { cloud } = all[0]![1];
  const [originX, originY] = plane.at(0, 0);
  const quiet = useMemo(() => quietMarks(cloud, plane), [cloud, originX, originY, plane.at(1, 1).join()]);
  const about = { before: 'before', after: 'after', both: 'arrows from before to after' }[which];
  return (
    <svg
      class={cloud.x.length > fewRows ? 'plot__canvas plot__canvas--many' : 'plot__canvas'}
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={`${cloud.rows} rows in two dimensions; ${about} for ${all.length} of them`}
    >
      <defs>
        <marker id="move-tip" viewBox="0 0 6 6" refX="5" refY="3" markerWidth="6" markerHeight="6" orient="auto">
          <path class="move__tip" d="M0 0.5L5.5 3L0 5.5z" />
        </marker>
      </defs>
      <line class="axis" x1="0" x2={side} y1={originY} y2={originY} />
      <line class="axis" y1="0" y2={side} x1={originX} x2={originX} />
      {[...quiet].map(([label, path]) => (
        <path key={label} class={`${markClass(label)} mark--before`} d={path} />
      ))}
      {all.map(([source, one]) => (
        <Move key={source} one={one} plane={plane} chosen={source === focused} which={which} />
      ))}
    </svg>
  );
}

interface MoveProps extends Pick<CanvasProps, 'plane' | 'which'> {
  readonly one: ShownEmbedding;
  readonly chosen: boolean;
}

function Move({ one: { before, after, label: name, cloud }, plane, chosen, which }: MoveProps) {
  const label = name === undefined ? -1 : cloud.labels.indexOf(name);
  const [from, to] = [plane.at(before.x, before.y), plane.at(after.x, after.y)];
  const [x, y] = which === 'before' ? from : to;
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const end = Math.max(0, length - 6) / (length || 1); // the tip stands before the mark
  return (
    <g>
      {which !== 'after' && <path class={`${markClass(label)} mark--from`} d={markPath(label, ...from, 4)} />}
      {which === 'both' && (
        <line
          class={chosen ? 'move move--chosen' : 'move'}
          x1={from[0]}
          y1={from[1]}
          x2={from[0] + (to[0] - from[0]) * end}
          y2={from[1] + (to[1] - from[1]) * end}
          marker-end="url(#move-tip)"
        />
      )}
      {which !== 'before' && <path class={markClass(label)} d={markPath(label, ...to, 4)} />}
      {chosen && <circle class="ring" cx={x} cy={y} r="10" />}
    </g>
  );
}
