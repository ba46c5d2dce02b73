const mac = /mac/i.test(navigator.platform);

/** A key with the command key, as this system writes it: `Ctrl+S`, `⌘S`. */
export const shortcut = (key: string): string => (mac ? `⌘${key}` : `Ctrl+${key}`);
