const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'is not there any more',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'is a folder',
  ELOOP: 'is a link that leads back to itself',
  EIO: 'the disk could not read it',
};

/** What went wrong with reading a file, without paths and in words: it stands in records. */
export function readable(error: unknown): Error {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return Object.hasOwn(reasons, code)
    ? new Error(reasons[code])
    : error instanceof Error
      ? error
      : new Error(`${error}`);
}
