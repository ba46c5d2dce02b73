import { useEffect, useRef } from 'preact/hooks';
import type { Host } from './host';
import type { Dispatch } from './state/actions';
import { sameJson } from './state/equal';
import type { Model } from './state/model';

interface Keeping {
  readonly model: Model;
  readonly host: Host;
  readonly valid: boolean;
  readonly dirty: boolean;
  keep(model: Model): void;
  save(): void;
  readonly dispatch: Dispatch;
}

/** In ms after the last change: the draft at the host, and the recipe in the settings when the user wants that. */
const draftAfter = 300;
const saveAfter = 1000;

/** Loses nothing: the state in the webview, the draft at the host, and with `autoSave` the recipe in the settings. */
export function useKeeping({ model, host, valid, dirty, keep, save, dispatch }: Keeping): void {
  const draft = model.history.now;
  const newest = useRef({ model, valid, keep });
  newest.current = { model, valid, keep };

  const sendDraft = () => {
    const { model: now, valid: fine } = newest.current;
    if (!fine || sameJson(now.history.now, now.synced)) return;
    dispatch({ do: 'draft kept', draft: now.history.now });
    host.call('keepDraft', now.history.now).catch(() => {}); // the webview's own state has it too
  };
  useEffect(() => {
    const timer = setTimeout(() => keep(model), draftAfter);
    return () => clearTimeout(timer);
  }, [model.history, model.chosen, model.view, model.synced]);
  useEffect(() => {
    const timer = setTimeout(sendDraft, draftAfter);
    return () => clearTimeout(timer);
  }, [draft, valid]);

  const { autoSave, run } = model.host;
  useEffect(() => {
    if (autoSave !== 'afterDelay' || !dirty || !valid || run.state === 'running') return undefined;
    const timer = setTimeout(save, saveAfter);
    return () => clearTimeout(timer);
  }, [draft, autoSave, dirty, valid]);

  useEffect(() => {
    const leave = () => {
      if (document.visibilityState !== 'hidden') return;
      newest.current.keep(newest.current.model);
      sendDraft();
    };
    addEventListener('visibilitychange', leave);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('visibilitychange', leave);
      removeEventListener('pagehide', leave);
    };
  }, []);
}
