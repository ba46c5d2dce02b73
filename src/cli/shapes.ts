import { modalities } from '../core/modality';
import type { JsonSchema } from '../core/schema';

/** JSON schemas of what is written and printed beside recipes. */

const text: JsonSchema = { type: 'string' };
const whole: JsonSchema = { type: 'integer', minimum: 0 };
const flag: JsonSchema = { type: 'boolean' };
const sha256: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const counts: JsonSchema = { type: 'object', additionalProperties: whole };

/** All of these properties and no others; those in `optional` may be left out. */
const exactly = (properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});

const drawnStep = exactly({ path: text, transform: text, drawn: { type: 'object' } });
const failures = listOf(exactly({ source: text, error: text }));

const variantLine = exactly(
  {
    output: text,
    sha256,
    tar: text,
    source: text,
    variant: { type: 'integer', minimum: 1 },
    split: { enum: ['train', 'validation', 'test'] },
    steps: listOf(drawnStep),
    labels: listOf(text),
    sidecars: listOf(exactly({ path: text, sha256 })),
    dropped: listOf(text),
    rows: { type: 'object' },
    partners: listOf(exactly({ source: text, weight: { type: 'number', minimum: 0, maximum: 1 } })),
    targets: { type: 'object', additionalProperties: { type: 'number', minimum: 0, maximum: 1 } },
    notes: listOf(text),
  },
  ['tar', 'sidecars', 'dropped', 'rows', 'partners', 'targets', 'notes'],
);

/** By name, as `schema` prints them. */
export const shapes: Readonly<Record<string, JsonSchema>> = {
  manifestLine: {
    description: 'One line of .augment-manifest.jsonl.',
    anyOf: [
      variantLine,
      exactly({ source: text, variant: whole, error: text }, ['variant']),
      exactly({ source: text, variant: whole, skipped: text }),
      exactly({ file: text, sha256 }),
    ],
  },
  record: {
    description: '.augment-recipe.json; its recipe is described by "recipe".',
    ...exactly(
      {
        recipe: { type: 'object' },
        epoch: whole,
        tool: exactly({ name: text, version: text }),
        codecs: { type: 'object', additionalProperties: text },
        index: sha256,
        source: text,
        selection: listOf(text),
        onlyVariants: flag,
        allowEvaluationData: flag,
        tar: { const: true },
        counts: exactly({ sources: whole, variants: whole, failed: whole, skipped: whole }),
        state: { enum: ['running', 'cancelled', 'finished'] },
      },
      ['tar'],
    ),
  },
  run: {
    description: 'run --json',
    ...exactly({
      out: text,
      sources: whole,
      variants: whole,
      failed: failures,
      skipped: whole,
      seconds: { type: 'number' },
    }),
  },
  estimate: {
    description: 'run --dry-run --json',
    ...exactly({
      sources: whole,
      variants: whole,
      originals: whole,
      bytes: whole,
      freeBytes: whole,
      out: text,
      untouched: listOf(text),
      warnings: listOf(text),
    }),
  },
  inspect: {
    description: 'inspect --json; the numbers are samples',
    ...exactly({
      root: text,
      modality: { enum: modalities },
      layout: text,
      splits: counts,
      labels: counts,
      classes: counts,
      problems: listOf(exactly({ path: text, problem: text })),
    }),
  },
  undo: { description: 'undo --json', ...exactly({ out: text, deleted: whole, kept: listOf(text) }) },
  replay: { description: 'replay --json', ...exactly({ output: text, sha256, restored: flag }) },
  list: {
    description: 'list --json; "drawn": [low, high], drawn for each variant; otherwise one value for the whole run',
    ...listOf({
      type: 'object',
      properties: {
        id: text,
        title: text,
        summary: text,
        parameters: {
          type: 'object',
          additionalProperties: {
            type: 'object',
            properties: { kind: text, drawn: flag },
            required: ['kind', 'drawn', 'default'],
          },
        },
      },
      required: ['id', 'title', 'summary', 'parameters'],
    }),
  },
};
