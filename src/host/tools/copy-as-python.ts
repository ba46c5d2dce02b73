import { env, window } from 'vscode';
import { UseError } from '../../core/errors';
import { albumentations } from '../../core/export/albumentations';
import { audiomentations } from '../../core/export/audiomentations';
import { type Peer, pythonPipeline } from '../../core/export/python-steps';
import { torchvision } from '../../core/export/torchvision';
import type { Modality } from '../../core/modality';
import type { Recipe } from '../../core/recipe';
import { catalogue } from '../../transforms/index';

const peers: Readonly<Partial<Record<Modality, Readonly<Record<string, Peer>>>>> = {
  image: { Albumentations: albumentations, 'torchvision v2': torchvision },
  audio: { audiomentations },
};

/** Copies the recipe as a program for a Python library, with a comment wherever that has no equivalent. */
export async function copyAsPython(recipe: Recipe): Promise<void> {
  const known = peers[recipe.modality];
  if (!known)
    throw new UseError(`A recipe for ${recipe.modality} can't be copied as Python: it streams (Use While Training…).`);
  const title = 'Copy the recipe as Python for';
  const name = await window.showQuickPick(Object.keys(known), { title });
  if (name === undefined) return;
  await env.clipboard.writeText(pythonPipeline(recipe, catalogue, known[name]!));
  void window.showInformationMessage(`Copied for ${name}. Comments say what differs or has no equivalent.`);
}
