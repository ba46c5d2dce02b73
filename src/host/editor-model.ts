import { LanguageModelChatMessage, lm } from 'vscode';
import { languageModelOf } from './language-model';

/** The language model of this VS Code. */
export const editorModel = languageModelOf({
  selectChatModels: () => lm.selectChatModels(),
  message: LanguageModelChatMessage.User,
});
