import type { LanguageModelChat, LanguageModelChatMessage } from 'vscode';
import type { LanguageModel } from '../engine/models/language-model';

/** As much of VS Code's API as asking takes. */
export interface ChatModels {
  selectChatModels(): PromiseLike<readonly Pick<LanguageModelChat, 'name' | 'id' | 'sendRequest'>[]>;
  message(text: string): LanguageModelChatMessage;
}

/**
 * VS Code's language model: the first that the user has. VS Code asks for consent at the first request, which must follow
 * from something that the user did. Rejects with a readable message where there is none, or it refuses.
 */
export function languageModelOf({ selectChatModels, message }: ChatModels): LanguageModel {
  return async (prompt, signal) => {
    const [model] = await selectChatModels();
    if (!model) {
      throw new Error(
        'VS Code has no language model: install or sign in to an extension that brings one, such as Copilot',
      );
    }
    const options = { justification: 'Dataset Augmentation rewrites sentences of your dataset with it.' };
    const response = await model.sendRequest([message(prompt)], options);
    let text = '';
    for await (const part of response.text) {
      signal?.throwIfAborted();
      text += part;
    }
    return { text, model: `${model.name} (${model.id})` };
  };
}
