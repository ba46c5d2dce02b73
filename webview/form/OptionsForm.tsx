import type { Parameter, ParameterValue } from '../../src/core/parameters';
import type { TableColumns } from '../../src/core/table';
import { usePanel } from '../context';
import { IconButton } from '../parts/IconButton';
import { sameJson } from '../state/equal';
import { type OptionPath, optionOf, withOption } from '../state/options';
import { problemsAt } from '../state/problems';
import { columnOf, options } from '../state/settings';
import { CheckField } from './CheckField';
import { ClassMapField } from './ClassMapField';
import type { Frame } from './field-props';
import { ParameterField } from './ParameterField';

/** What the recipe says beside its steps: how files are written, what becomes of labels, how many variants a class gets. */
export function OptionsForm() {
  const { model, estimate, dispatch } = usePanel();
  const { recipe, choice } = model.history.now;
  const { dataset } = model.host;
  const classes = dataset.state === 'ready' ? dataset.classes : [];
  const pictures = recipe.modality === 'image' || recipe.modality === 'video';
  const held = dataset.state === 'ready' && (dataset.evaluation ?? (estimate?.untouched.length ?? 0) > 0);
  const balance = (on: boolean) => dispatch({ do: 'set recipe', values: { balance: on || undefined } });
  const allow = (on: boolean) => dispatch({ do: 'set choice', choice: { allowEvaluationData: on } });
  return (
    <form
      class="form form--options"
      id="form"
      aria-labelledby="form-title"
      onSubmit={(event) => event.preventDefault()}
    >
      <div class="form__head">
        <h2 class="form__name" id="form-title">
          Options
        </h2>
        <IconButton icon="discard" label="Reset options" onClick={() => dispatch({ do: 'reset options' })} />
      </div>
      <p class="form__help">Kept in the recipe, and in presets made from it.</p>
      {recipe.modality === 'image' && <OptionField path="output.format" parameter={options['output.format']} />}
      {recipe.modality === 'image' && recipe.output?.format !== 'png' && (
        <OptionField path="output.quality" parameter={options['output.quality']} />
      )}
      {pictures && <OptionField path="labels.minVisibility" parameter={options['labels.minVisibility']} />}
      {pictures && classes.length > 1 && (
        <ClassMapField
          classes={classes}
          map={recipe.labels?.classMap ?? {}}
          onMap={(classMap) => dispatch({ do: 'set recipe', values: withOption(recipe, 'labels.classMap', classMap) })}
        />
      )}
      {dataset.state === 'ready' && dataset.columns && <ColumnFields columns={dataset.columns} />}
      {classes.length > 1 && (
        <CheckField
          {...check('balance', 'Balance', recipe.balance === true, () => balance(false))}
          words="Bring each class up to the largest"
          checked={recipe.balance === true}
          onCheck={balance}
        />
      )}
      {(held || choice.allowEvaluationData) && (
        <CheckField
          {...check('evaluation', 'Evaluation data', choice.allowEvaluationData, () => allow(false))}
          words="Augment validation and test too, in this run"
          note="Scores on augmented evaluation data look better than they are."
          checked={choice.allowEvaluationData}
          onCheck={allow}
        />
      )}
    </form>
  );
}

const check = (id: string, title: string, changed: boolean, onReset: () => void): Frame => ({
  ...{ id: `option-${id}`, title, changed, onReset },
});

/** Which columns hold the texts and the labels. What is chosen stays in the list while the dataset is read anew. */
function ColumnFields({ columns }: { readonly columns: TableColumns }) {
  const { recipe } = usePanel().model.history.now;
  return (
    <>
      {recipe.modality === 'text' && (
        <OptionField
          path="data.text"
          parameter={columnOf('Text', columns, recipe.data?.text ? undefined : columns.text)}
        />
      )}
      <OptionField
        path="data.label"
        parameter={columnOf('Label', columns, recipe.data?.label ? undefined : columns.label)}
      />
    </>
  );
}

/** The field of an option that is declared like a parameter. */
function OptionField({ path, parameter }: { readonly path: OptionPath; readonly parameter: Parameter }) {
  const { model, problems, dispatch } = usePanel();
  const { recipe } = model.history.now;
  const given = optionOf(recipe, path);
  const set = (value: unknown) =>
    dispatch({ do: 'set recipe', values: withOption(recipe, path, value === '' ? undefined : value), key: path });
  return (
    <ParameterField
      id={`option-${path.replace('.', '-')}`}
      path={path}
      parameter={parameter}
      value={(given ?? parameter.default) as ParameterValue}
      changed={given !== undefined && !sameJson(given, parameter.default)}
      problems={problemsAt(problems, path)}
      unread={model.unread}
      onValue={(value) => {
        if (value === undefined) {
          dispatch({ do: 'unread', path, text: undefined });
          dispatch({ do: 'settle' });
        }
        set(value);
      }}
      onUnread={(part, text) => dispatch({ do: 'unread', path: part, text })}
      onSettle={() => dispatch({ do: 'settle' })}
    />
  );
}
