/** Bytes as people say them: "about 9 MB". Decimal units, as file managers and disks have them. */
export function bytesWords(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 9.95 ? 0 : 1;
  return `${Number(value.toFixed(digits)).toLocaleString('en')} ${units[unit]}`;
}
