import { tableExtensions } from '../core/files';
import { modalities, sampleWords } from '../core/modality';
import { type JsonSchema, recipeSchema } from '../core/schema';
import type { TransformInfo } from '../core/transform';
import { type CommandInfo, type CommandName, commandTable, panelType } from '../host/command-table';

/** Everything in the project that is made from the tables: files by their path, and keys of package.json. */
export interface Generated {
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, unknown>>;
}

const category = 'Augment Dataset';
const submenu = 'datasetAugmentation.explorer';
const schemas = { recipe: 'schemas/recipe.generated.json', settings: 'schemas/settings.generated.json' };

/** What VS Code reads of the extension without running it, made from the commands, transforms and file names. */
export function generate(transforms: readonly TransformInfo[], extensions: readonly string[]): Generated {
  const texts = new Map<string, string>();
  /** A text for people: it stands in package.nls.json, where translations are made. */
  const say = (key: string, text: string): string => {
    texts.set(key, text);
    return `%${key}%`;
  };
  const manifest = {
    activationEvents: [`onWebviewPanel:${panelType}`],
    capabilities: {
      virtualWorkspaces: {
        supported: false,
        description: say(
          'capabilities.virtual',
          'Datasets are decoded from files on disk, which a virtual workspace does not have. Clone or download the dataset, and open that folder.',
        ),
      },
      untrustedWorkspaces: {
        supported: 'limited',
        description: say(
          'capabilities.untrusted',
          'Recipes, presets and limits in the settings of this workspace are not used until you trust it.',
        ),
        restrictedConfigurations: ['recipes', 'presets', 'workers'].map(settingId),
      },
    },
    contributes: {
      commands: commands(say),
      submenus: [{ id: submenu, label: say('submenu', category) }],
      menus: menus(extensions),
      configuration: { title: say('settings.title', 'Dataset Augmentation'), properties: settings(say) },
      jsonValidation: [
        { fileMatch: '*.augment.json', url: `./${schemas.recipe}` },
        { fileMatch: ['/.vscode/settings.json', '%APP_SETTINGS_HOME%/settings.json'], url: `./${schemas.settings}` },
      ],
    },
  };
  const { recipe, definitions } = stepsApart(recipeSchema(transforms));
  const files = {
    [schemas.recipe]: { ...recipe, definitions },
    [schemas.settings]: settingsSchema(recipe, definitions),
    'package.nls.json': Object.fromEntries(texts),
  };
  return { manifest, files };
}

type Say = (key: string, text: string) => string;
const settingId = (name: string) => `datasetAugmentation.${name}`;
const table: readonly (readonly [string, CommandInfo])[] = Object.entries(commandTable);

const commands = (say: Say) =>
  table.map(([name, { title }]) => ({
    command: `datasetAugmentation.${name}`,
    title: say(`command.${name}`, title),
    category: say('category', category),
  }));

/** Ask a dataset something, and write no variants. */
const learnt: ReadonlySet<string> = new Set([
  'doesItHelp',
  'tune',
  'labelDocuments',
  'embedDocuments',
] satisfies CommandName[]);

function menus(extensions: readonly string[]) {
  const pattern = [...extensions].sort().join('|');
  const tables = tableExtensions
    .filter((e) => e !== 'npy' && e !== 'bytes')
    .sort()
    .join('|');
  const onDisk = '(resourceScheme == file || resourceScheme == vscode-remote)';
  return {
    'explorer/context': [
      {
        submenu,
        group: '7_modification@9',
        when: `${onDisk} && (explorerResourceIsFolder || resourceExtname =~ /^\\.(${pattern})$/i)`,
      },
    ],
    [submenu]: table
      .filter(([, info]) => info.explorer)
      .map(([name, { texts, file }], i) => ({
        command: settingId(name),
        group: learnt.has(name) ? `3_learn@${i + 1}` : `${i === 0 ? 1 : 2}_run@${i + 1}`,
        ...(texts && { when: `explorerResourceIsFolder || resourceExtname =~ /^\\.(${tables})$/i` }),
        ...(file && { when: `resourceExtname =~ /^\\.${file}$/i` }),
      })),
    commandPalette: table
      .filter(([, info]) => info.palette)
      .map(([name, info]) => ({ command: settingId(name), when: info.palette })),
  };
}

function settings(say: Say) {
  const setting = (name: string, text: string, rest: object) => [
    settingId(name),
    { markdownDescription: say(`settings.${name}`, text), ...rest },
  ];
  const samples = [...new Set(modalities.map((m) => sampleWords[m][1]))].join(', ');
  return Object.fromEntries([
    setting(
      'recipes',
      'The recipe of each dataset, by its path from this folder (`.` is the folder itself). *Save* and *Generate* write it.',
      {
        type: 'object',
        scope: 'resource',
        default: {},
      },
    ),
    setting('presets', 'Named recipes, beside the built-in ones. *Save as Preset…* writes them.', {
      type: 'object',
      scope: 'resource',
      default: {},
    }),
    setting('autoSave', 'When the recipe of an open panel is written to the settings without asking.', {
      type: 'string',
      scope: 'resource',
      enum: ['off', 'afterDelay'],
      enumDescriptions: [
        say('settings.autoSave.off', 'Only when you save, or generate.'),
        say('settings.autoSave.afterDelay', 'A moment after each change.'),
      ],
      default: 'off',
    }),
    setting('newRecipe.seed', 'The seed of new recipes: the same seed draws the same variants.', {
      type: 'integer',
      scope: 'resource',
      minimum: 0,
      maximum: 4294967295,
      default: 7,
    }),
    setting('newRecipe.variants', 'How many variants of each sample new recipes make.', {
      type: 'integer',
      scope: 'resource',
      minimum: 1,
      maximum: 1000,
      default: 4,
    }),
    setting('workers', `Processes that make samples (${samples}) at the same time; 0: as many as there are cores.`, {
      type: 'integer',
      scope: 'machine-overridable',
      minimum: 0,
      maximum: 256,
      default: 0,
    }),
    setting('ffmpegPath', 'The ffmpeg for sound and video. Empty: the one on PATH, else the one that comes along.', {
      type: 'string',
      scope: 'machine', // it is run: no workspace may name it
      default: '',
    }),
  ]);
}

/** The schema of recipes with its steps apart, so that a group can hold every step by a pointer, to any depth. */
function stepsApart(schema: JsonSchema) {
  const steps = { $ref: '#/definitions/steps' };
  const { properties, ...rest } = schema as { readonly properties: Readonly<Record<string, JsonSchema>> };
  const { items, ...list } = properties.steps as { readonly items: { readonly anyOf: readonly JsonSchema[] } };
  const anyOf = items.anyOf.map((step) => {
    const own = step.properties as Readonly<Record<string, JsonSchema>>;
    const group = ['oneOf', 'someOf'].find((word) => word in own);
    return group ? { ...step, properties: { ...own, [group]: steps } } : step;
  });
  return {
    recipe: { ...rest, properties: { ...properties, steps } } satisfies JsonSchema,
    definitions: { steps: { ...list, items: { anyOf } } } satisfies JsonSchema,
  };
}

/**
 * Completion and checks in settings.json. A schema file of its own: a pointer inside package.json would start from the
 * schema of all settings, and the steps would have to stand there once for each use.
 */
function settingsSchema(recipe: JsonSchema, definitions: JsonSchema): JsonSchema {
  const properties = Object.keys(Object(recipe.properties));
  const pointer = (name: string) => ({ $ref: `#/definitions/recipe/properties/${name}` });
  const saved = {
    ...recipe,
    properties: {
      preset: { type: 'string', description: 'The preset that it started from.' },
      ...Object.fromEntries(properties.map((name) => [name, pointer(name)])),
    },
  };
  return {
    type: 'object',
    definitions: { ...definitions, recipe, saved },
    properties: {
      [settingId('recipes')]: { type: 'object', additionalProperties: { $ref: '#/definitions/saved' } },
      [settingId('presets')]: { type: 'object', additionalProperties: { $ref: '#/definitions/recipe' } },
    },
  };
}
