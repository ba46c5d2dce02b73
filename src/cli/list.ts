import type { Parameter } from '../core/parameters';
import { type TransformInfo, transformInfo } from '../core/transform';
import { catalogue } from '../transforms';
import type { Command } from './command';
import { print, printJson } from './output';

export const list: Command = {
  usage: '[--json]',
  summary: 'show the transforms and their parameters',
  options: { json: { help: 'print them as JSON, as the last line' } },
  async run(call) {
    const transforms = [...catalogue.values()].map(transformInfo);
    if (call.flag('json')) printJson(transforms.map(withDrawn));
    else for (const transform of transforms) tell(transform);
    return 0;
  },
};

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
