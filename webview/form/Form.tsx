import { endangered, leftOutWords, reorientations, sparedClasses } from '../../src/core/directional';
import { applies, type Parameter, type ParameterValue, withDefaults } from '../../src/core/parameters';
import { childrenOf, isTransformStep, type Step, stepParameters, type TransformStep } from '../../src/core/recipe';
import type { TransformInfo } from '../../src/core/transform';
import { usePanel } from '../context';
import { IconButton } from '../parts/IconButton';
import { sameJson } from '../state/equal';
import type { StepRow } from '../state/places';
import { problemsAt, stepTitle } from '../state/problems';
import { chance, groupCount, weight } from '../state/settings';
import { ClassesField } from './ClassesField';
import { GroupKindField } from './GroupKindField';
import { ParameterField } from './ParameterField';

/** The chosen step's parameters, made from its schema. */
export function Form({ row }: { readonly row: StepRow }) {
  const { model, catalogue, problems, dispatch } = usePanel();
  const { step, path, place } = row;
  const info = isTransformStep(step) ? catalogue.get(step.transform) : undefined;
  const title = stepTitle(step, catalogue);
  const { dataset } = model.host;
  const directional = dataset.state === 'ready' ? dataset.directional : [];
  const classes = dataset.state === 'ready' ? dataset.classes : [];
  const endangeredBy = (values: Step) =>
    info ? endangered(directional, reorientations(info, values as TransformStep)) : [];
  const hurt = endangeredBy(step);
  const left = hurt.filter((c) => step.exceptClasses?.includes(c.name));

  const field = (name: string, parameter: Parameter, given: unknown) => {
    const at = `${path}.${name}`;
    return (
      <ParameterField
        key={at}
        id={idOf(at)}
        path={at}
        parameter={parameter}
        value={(given ?? parameter.default) as ParameterValue}
        changed={given !== undefined && !sameJson(given, parameter.default)}
        problems={problemsAt(problems, at)}
        unread={model.unread}
        onValue={(value) => {
          if (value === undefined) {
            for (const unread of Object.keys(model.unread).filter((p) => p.startsWith(at))) {
              dispatch({ do: 'unread', path: unread, text: undefined });
            }
            dispatch({ do: 'settle' });
          }
          const whole = name === 'count' ? (value ?? parameter.default) : value; // a group can't do without it
          const values = { ...step, [name]: whole };
          const exceptClasses = sparedClasses(step, hurt, endangeredBy(values), classes);
          dispatch({ do: 'set', place, values: { [name]: whole, exceptClasses }, key: at });
        }}
        onUnread={(part, text) => dispatch({ do: 'unread', path: part, text })}
        onSettle={() => dispatch({ do: 'settle' })}
      />
    );
  };
  return (
    <form class="form" id="form" aria-labelledby="form-title" onSubmit={(event) => event.preventDefault()}>
      <div class="form__head">
        <h2 class="form__name" id="form-title">
          {title}
        </h2>
        <IconButton icon="discard" label={`Reset ${title}`} onClick={() => dispatch({ do: 'reset step', place })} />
      </div>
      <p class="form__help">{helpOf(step, info)}</p>
      {info && isTransformStep(step) && parametersOf(info, step).map(([name, p, given]) => field(name, p, given))}
      {!isTransformStep(step) && (
        <GroupKindField
          key={`${path}-kind`}
          id={`${idOf(path)}-kind`}
          group={step}
          onKind={(kind) => dispatch({ do: 'group kind', place, kind })}
        />
      )}
      {!isTransformStep(step) && 'someOf' in step && field('count', groupCount(childrenOf(step).length), step.count)}
      {field('probability', row.group ? weight : chance, step.probability)}
      {dataset.state === 'ready' && dataset.classes.length > 0 && (
        <ClassesField
          key={`${path}-classes`}
          id={`${idOf(path)}-classes`}
          step={step}
          classes={dataset.classes}
          directional={hurt}
          leftOut={left.length > 0 && info ? leftOutWords(info.noun, left) : undefined}
          onValues={(values) => dispatch({ do: 'set', place, values })}
        />
      )}
    </form>
  );
}

/** A path as an id. */
const idOf = (path: string): string => `field-${path.replace(/\W+/g, '-')}`;

function helpOf(step: Step, info: TransformInfo | undefined): string {
  if (!isTransformStep(step)) {
    if (childrenOf(step).length === 0) return 'The group is empty: add a step to it, or drag one into it.';
    return 'oneOf' in step
      ? 'Each variant gets one of these steps, drawn by weight.'
      : 'Each variant gets some of these steps, each at most once, in list order.';
  }
  return (
    info?.summary ?? `This version does not know ${step.transform}. Remove the step, or mend its name in settings.json.`
  );
}

/** The parameters to show now, with what the recipe says about them. */
function parametersOf(info: TransformInfo, step: TransformStep): readonly (readonly [string, Parameter, unknown])[] {
  const given = stepParameters(step);
  const values = withDefaults(info.parameters, given);
  return Object.entries(info.parameters)
    .filter(([, parameter]) => applies(parameter, values))
    .map(([name, parameter]) => [name, parameter, given[name]] as const);
}
