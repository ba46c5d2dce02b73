/** A dataset's name as one that Python can import, for files that are written beside it. */
export const moduleName = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\W+/g, '_')
    .replace(/^_+|_+$/g, '') || 'data';
