import { useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { Bar } from './bar/Bar';
import { useEstimate } from './bar/useEstimate';
import { type Panel, PanelContext } from './context';
import { Form } from './form/Form';
import { OptionsForm } from './form/OptionsForm';
import { Head } from './head/Head';
import { type Host, isAbort, messageOf } from './host';
import { panelKey } from './keys';
import { Sheet } from './sheet/Sheet';
import { Stage } from './stage/Stage';
import type { Model } from './state/model';
import { rowsOf, samePlace } from './state/places';
import { problemsOf } from './state/problems';
import { reduce } from './state/reducer';
import { isDirty } from './state/saved';
import { WholeState } from './states/States';
import { Steps } from './steps/Steps';
import { useKeeping } from './useKeeping';

interface Props {
  readonly first: Model;
  readonly host: Host;
  keep(model: Model): void;
}

/** Announcements closer than this are one, in ms. */
const pause = 500;

/** The panel: its state, and the calls to the host that follow from it. */
export function App({ first, host, keep }: Props) {
  const [model, dispatch] = useReducer(reduce, first);
  const [broken, setBroken] = useState(0);
  const { dataset, run } = model.host;
  const draft = model.history.now;
  const problems = useMemo(() => problemsOf(model), [model.history.now.recipe, model.unread, model.transforms]);
  const catalogue = useMemo(() => new Map(model.transforms.map((t) => [t.id as string, t])), [model.transforms]);
  const dirty = isDirty(model);
  const valid = problems.length === 0;

  useLayoutEffect(() => {
    host.on('state', (state) => dispatch({ do: 'host state', state }));
    host.on('draft', (next) => dispatch({ do: 'take draft', draft: next, fromHost: true }));
  }, [host]);

  const fail = useCallback((message: string) => dispatch({ do: 'failed', message }), []);
  const tell = useCallback((work: Promise<unknown>) => {
    work.catch((error: unknown) => !isAbort(error) && fail(messageOf(error)));
  }, []);
  const estimate = useEstimate(host, model, valid, fail);
  const busy = run.state === 'running' || run.state === 'cancelling';
  const ready = valid && !busy && dataset.state === 'ready' && estimate !== undefined && !estimate.refusal;
  const { recipe, preset, choice } = draft;
  const save = () => valid && tell(host.call('save', { recipe, preset }));
  const generate = () => ready && tell(host.call('generate', { recipe, preset, choice }));
  useKeeping({ model, host, valid, dirty, keep, save, dispatch });

  const [said, setSaid] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const announce = useCallback((text: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setSaid((old) => (old === text ? `${text}\u00a0` : text)), pause);
  }, []);

  useEffect(() => {
    const on = {
      save,
      generate,
      undo: () => dispatch({ do: 'undo' }),
      redo: () => dispatch({ do: 'redo' }),
    };
    const onKeyDown = (event: KeyboardEvent) => panelKey(event, on);
    document.addEventListener('keydown', onKeyDown); // before the window's listener, which is the editor's
    return () => document.removeEventListener('keydown', onKeyDown);
  });

  const panel: Panel = {
    ...{ model, catalogue, problems, dirty, estimate, ready, broken, setBroken },
    ...{ dispatch, host, tell, announce, save, generate },
  };
  const row = rowsOf(recipe.steps).find((r) => samePlace(r.place, model.chosen));
  const whole = dataset.state === 'empty' || dataset.state === 'gone' || dataset.state === 'failed';
  return (
    <PanelContext.Provider value={panel}>
      {whole ? (
        <main class="panel panel--state">
          <WholeState dataset={dataset} />
        </main>
      ) : (
        <main class={model.host.learning?.sheet ? 'panel panel--sheet' : 'panel'}>
          <Head />
          <section class="panel__recipe recipe" aria-label="Recipe" data-region="recipe">
            <Steps />
            {model.view.options ? <OptionsForm /> : row && <Form key={row.path} row={row} />}
          </section>
          {model.host.learning?.sheet ? <Sheet learning={model.host.learning} /> : <Stage />}
          <Bar />
        </main>
      )}
      <p class="sr-only" role="status" id="announcer">
        {said}
      </p>
    </PanelContext.Provider>
  );
}
