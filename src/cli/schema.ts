import { UseError } from '../core/errors';
import { type JsonSchema, recipeSchema } from '../core/schema';
import { transformInfo } from '../core/transform';
import { catalogue } from '../transforms';
import type { Command } from './command';
import { print } from './output';
import { shapes } from './shapes';

const dialect = 'https://json-schema.org/draft/2020-12/schema';

/** Every schema by its name. */
const allSchemas = (): Readonly<Record<string, JsonSchema>> => ({
  recipe: recipeSchema([...catalogue.values()].map(transformInfo)),
  ...shapes,
});

export const schema: Command = {
  usage: '[name]',
  summary: 'print JSON schemas: of recipes, manifest lines, records and the --json outputs',
  options: {},
  async run(call) {
    const [name, ...more] = call.words;
    const all = allSchemas();
    if (more.length > 0 || (name !== undefined && !Object.hasOwn(all, name))) {
      throw new UseError(`schema takes at most one of the names ${Object.keys(all).join(', ')}.`);
    }
    const printed = name === undefined ? { $defs: all } : all[name];
    print(JSON.stringify({ $schema: dialect, ...printed }, null, 2));
    return 0;
  },
};
