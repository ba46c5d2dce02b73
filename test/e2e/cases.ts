import type { PageSize } from '../vscode/browser';
import type { Editor } from '../vscode/editor';
import type { Settings } from '../vscode/settings';

/** What a `*.e2e.ts` file exports as `suite`. Its cases run in order, in one VS Code on a workspace of their own. */
export interface EndToEnd {
  /** Fills a root folder; without it, it is a copy of the sample dataset. */
  readonly prepare?: (folder: string) => Promise<void> | void;
  /** Names of the folders of a multi-root workspace; without it, one folder is open. */
  readonly roots?: readonly string[];
  /** User settings from the start. */
  readonly settings?: Settings;
  readonly size?: PageSize;
  /** Of the server and its extensions, beside this process's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** The workspace is not trusted. */
  readonly restricted?: boolean;
  readonly cases: Readonly<Record<string, (editor: Editor) => Promise<void>>>;
}
