import { modalities } from './modality';
import type { Parameter, Parameters } from './parameters';
import { outputFormats, recipeDefaults } from './recipe';
import type { TransformInfo } from './transform';

/** A JSON schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Groups inside groups are described to this depth; deeper ones are accepted here and checked when they are read. */
const deepest = 2;

/**
 * The schema of a recipe, made from the declared parameters. It refers to nothing outside itself and holds no `$ref`,
 * so that it can stand inside the schema of the settings, where a pointer would start from another root.
 */
export function recipeSchema(transforms: readonly TransformInfo[]): JsonSchema {
  const { output } = recipeDefaults;
  return object(
    {
      version: { const: 1 },
      modality: { enum: modalities, description: 'The kind of data that the recipe works on.' },
      seed: whole(0, 4294967295, 'Another seed draws other variants; the same seed draws the same.'),
      variants: whole(1, 1000, 'How many variants each sample gets.'),
      steps: { ...stepsSchema(transforms, 0), description: 'What is done, in this order.' },
      output: object(
        {
          format: {
            enum: [...new Set(Object.values(outputFormats).flat())],
            default: output.format,
            description: 'keep: as the source is encoded.',
          },
          quality: { ...whole(1, 100, 'For lossy pictures.'), default: output.quality },
          bitrate: whole(8, 512, 'For lossy sound, kbit/s. Without it, that of the source.'),
        },
        [],
        'How variants are encoded.',
      ),
      labels: object({
        minVisibility: {
          ...number(0, 1, 'An object whose visible share falls below this is dropped.'),
          default: recipeDefaults.labels.minVisibility,
        },
        classMap: {
          type: 'object',
          additionalProperties: { type: 'string' },
          description: 'What a class becomes where left and right change places: { "left arrow": "right arrow" }.',
        },
      }),
      data: object(
        {
          text: { type: 'string', description: 'The column with the text.' },
          label: { type: 'string', description: 'The column with the class.' },
          split: { type: 'string', description: 'The column that says train, validation or test.' },
          delimiter: { type: 'string', minLength: 1, maxLength: 1 },
          header: { type: 'boolean', description: 'The first row names the columns.' },
          provenance: {
            type: 'boolean',
            default: false,
            description: 'Two more columns, source_row and variant; originals are variant 0.',
          },
        },
        [],
        'How tables are read; what is left out is found out.',
      ),
      balance: {
        type: 'boolean',
        default: false,
        description: 'More variants of the classes that have fewer samples, so that each reaches the largest.',
      },
    },
    ['version', 'modality', 'seed', 'variants', 'steps'],
  );
}

function stepsSchema(transforms: readonly TransformInfo[], depth: number): JsonSchema {
  if (depth > deepest) return { type: 'array', items: { type: 'object' } };
  return { type: 'array', items: { anyOf: [...transforms.map(stepSchema), ...groupSchemas(transforms, depth)] } };
}

function stepSchema(transform: TransformInfo): JsonSchema {
  const { id, title, summary, parameters } = transform;
  const own = { transform: { const: id, description: summary }, ...parameterSchemas(parameters) };
  return { title, ...object({ ...own, ...stepOptions('Chance that a variant gets this step.') }, ['transform']) };
}

function groupSchemas(transforms: readonly TransformInfo[], depth: number): readonly JsonSchema[] {
  const children = stepsSchema(transforms, depth + 1);
  const options = stepOptions('Chance that a variant gets one of these; in a group, relative weight.');
  const count = {
    type: 'array',
    items: whole(0, 100),
    minItems: 2,
    maxItems: 2,
    description: '[low, high]: how many of them a variant gets.',
  };
  return [
    { title: 'One of', ...object({ oneOf: children, ...options }, ['oneOf']) },
    { title: 'Some of', ...object({ someOf: children, count, ...options }, ['someOf', 'count']) },
  ];
}

function stepOptions(probability: string): Readonly<Record<string, JsonSchema>> {
  const classes = { type: 'array', items: { type: 'string' } };
  return {
    probability: { ...number(0, 1, probability), default: 1 },
    disabled: { type: 'boolean', description: 'Switches the step off.' },
    onlyClasses: { ...classes, description: 'Only samples with one of these classes.' },
    exceptClasses: { ...classes, description: 'Not samples with one of these classes.' },
  };
}

const parameterSchemas = (parameters: Parameters): Readonly<Record<string, JsonSchema>> =>
  Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, parameterSchema(p)]));

/** The schema of one parameter, as the check in parameter-check.ts has it. */
function parameterSchema(p: Parameter): JsonSchema {
  const about = { description: describe(p), default: p.default };
  switch (p.kind) {
    case 'range':
      return { type: 'array', items: numeric(p), minItems: 2, maxItems: 2, ...about };
    case 'number':
      return { ...numeric(p), ...about };
    case 'choice':
      return { enum: Object.keys(p.options), ...about };
    case 'color':
      return { type: 'array', items: number(0, 255), minItems: 3, maxItems: 3, ...about };
    case 'boolean':
      return { type: 'boolean', ...about };
    case 'text':
      return { type: 'string', ...about };
  }
}

function describe(p: Parameter): string {
  const unit = 'unit' in p && p.unit ? ` (${p.unit})` : '';
  const drawn = p.kind === 'range' ? ' [low, high], drawn anew for each variant.' : '';
  return `${p.title}${unit}.${p.help ? ` ${p.help}` : ''}${drawn}`;
}

const numeric = (p: { min: number; max: number; integer?: true }): JsonSchema => ({
  type: p.integer ? 'integer' : 'number',
  minimum: p.min,
  maximum: p.max,
});
const number = (minimum: number, maximum: number, description?: string): JsonSchema => ({
  type: 'number',
  minimum,
  maximum,
  ...(description && { description }),
});
const whole = (minimum: number, maximum: number, description?: string): JsonSchema => ({
  ...number(minimum, maximum, description),
  type: 'integer',
});

/** An object that has these properties and no others. */
const object = (
  properties: Readonly<Record<string, unknown>>,
  required: readonly string[] = [],
  description?: string,
) => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
  additionalProperties: false,
  ...(description && { description }),
});
