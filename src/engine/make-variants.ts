import { decodeBytes } from './image/decode';
import { inWorkspace, renderImage } from './image/render';
import type { Workspace } from './image/workspace';
import { labelling } from './labels/labelling';
import { otherPictures } from './other-pictures';
import { orNothing, outcomeOf, readSourceBytes } from './outcomes';
import type { TaskControl } from './serve';
import type { VariantOutcome, VariantsAsk } from './variant-asks';

/**
 * Makes variants of one source, which is decoded once. Rejects when the source can't be read, when it is cancelled, and
 * with a `WriteError`; then none of its files is left. A variant that fails for itself is an outcome.
 */
export const makeVariants = (ask: VariantsAsk, control: TaskControl): Promise<readonly VariantOutcome[]> =>
  inWorkspace((workspace) => orNothing(ask, () => makeIn(workspace, ask, control)));

async function makeIn(
  workspace: Workspace,
  ask: VariantsAsk,
  control: TaskControl,
): Promise<readonly VariantOutcome[]> {
  const source = await readSourceBytes(ask, workspace.fileRoom, (bytes) => decodeBytes(bytes, workspace));
  const others = otherPictures(ask);
  const labels = ask.labels && (await labelling(ask.labels, source, others.partner));
  const outcomes: VariantOutcome[] = [];
  for (const variant of ask.variants) {
    await control.pause();
    outcomes.push(
      await outcomeOf(variant, async () => {
        const made = await renderImage(
          source,
          variant.steps,
          ask.output,
          others,
          await labels?.look(variant.steps),
          workspace,
        );
        const bytes = variant.to ? made.bytes : Uint8Array.from(made.bytes); // out of the workspace
        return { ...made, bytes, labels: await labels?.make(variant, made.passes) };
      }),
    );
    control.alive();
  }
  return outcomes;
}
