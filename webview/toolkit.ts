import { provideVSCodeDesignSystem, vsCodeButton, vsCodeCheckbox, vsCodeTextField } from '@vscode/webview-ui-toolkit';
import type { ComponentChildren, Ref, TargetedEvent } from 'preact';

/** The only file that knows the toolkit, which is archived: to swap it, give these three elements another body. */
provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeCheckbox(), vsCodeTextField());

interface ToolkitElement<E extends HTMLElement = HTMLElement> {
  class?: string;
  id?: string;
  title?: string;
  disabled?: boolean;
  children?: ComponentChildren;
  ref?: Ref<E>;
  onKeyDown?(event: TargetedEvent<E, KeyboardEvent>): void;
  'aria-label'?: string;
  onClick?(event: TargetedEvent<E, MouseEvent>): void;
}

/** A toolkit control that holds a value. */
export interface ValueElement extends HTMLElement {
  value: string;
  checked: boolean;
}

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'vscode-button': ToolkitElement & { appearance?: 'primary' | 'secondary' };
      'vscode-checkbox': ToolkitElement<ValueElement> & {
        checked?: boolean;
        onChange?(event: TargetedEvent<ValueElement>): void;
      };
      'vscode-text-field': ToolkitElement<ValueElement> & {
        value?: string;
        placeholder?: string;
        onInput?(event: TargetedEvent<ValueElement>): void;
        onChange?(event: TargetedEvent<ValueElement>): void;
      };
    }
  }
}
