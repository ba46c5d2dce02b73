import { UseError } from '../core/errors';
import { didYouMean } from '../core/nearest';
import type { Parameter } from '../core/parameters';
import { type TransformInfo, transformInfo } from '../core/transform';
import { catalogue } from '../transforms';
import type { Command } from './command';
import { print, printJson } from './output';

export const list: Command = {
  usage: '[name] [--json]',
  summary: 'show the transforms and their parameters: all, those of a kind (image), or one (image.crop)',
  options: { json: { help: 'print them as JSON, as the last line' } },
  async run(call) {
    const transforms = named(call.words).map(transformInfo);
    if (call.flag('json')) printJson(transforms.map(withDrawn));
    else for (const transform of transforms) tell(transform);
    return 0;
  },
};

function named([word, ...more]: readonly string[]) {
  if (more.length > 0) throw new UseError('list takes one name at most: a kind (image), or a transform (image.crop).');
  const all = [...catalogue.values()];
  const found = all.filter(({ id }) => word === undefined || id === word || id.startsWith(`${word}.`));
  if (found.length > 0) return found;
  const near = didYouMean(word!, catalogue.keys());
  throw new UseError(`There is no transform "${word}".${near} dataset-augment list shows all.`);
}

/** A range is drawn anew for each variant; all else is one value for the whole run. */
const isDrawn = (p: Parameter): boolean => p.kind === 'range';

const withDrawn = (transform: TransformInfo) => ({
  ...transform,
  parameters: Object.fromEntries(
    Object.entries(transform.parameters).map(([name, p]) => [name, { ...p, drawn: isDrawn(p) }]),
  ),
});

function tell({ id, summary, parameters }: TransformInfo): void {
  print(`${id}: ${summary}`);
  for (const [name, p] of Object.entries(parameters)) print(`    ${name}: ${accepted(p)}`);
}

function accepted(p: Parameter): string {
  const unit = 'unit' in p && p.unit ? ` ${p.unit}` : '';
  const usual = `default ${JSON.stringify(p.default)}`;
  switch (p.kind) {
    case 'range':
      return `[low, high] from ${p.min} to ${p.max}${unit}, drawn for each variant; ${usual}`;
    case 'number':
      return `a ${p.integer ? 'whole ' : ''}number from ${p.min} to ${p.max}${unit}; ${usual}`;
    case 'choice':
      return `${Object.keys(p.options).join(' | ')}; ${usual}`;
    case 'color':
      return `[red, green, blue], 0 to 255; ${usual}`;
    case 'boolean':
      return `true | false; ${usual}`;
    case 'text':
      return `a text; ${usual}`;
  }
}
