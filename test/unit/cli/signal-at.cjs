// Preloaded into a command: sends its own process a signal as it is about to write its nth line of the journal, or to
// give its nth file a name; for a SIGKILL, as it is about to delete one too. So a kill comes at a chosen moment, however busy the machine is.
const fs = require('node:fs');
const files = require('node:fs/promises');
const { renameSync, writeSync } = fs;
const { rename, rm } = files;

const { SIGNAL_AT, SIGNAL } = process.env;
let left = Number(SIGNAL_AT);
const strike = () => process.kill(process.pid, SIGNAL);

files.rename = (from, to) => {
  if (left-- === 0) strike();
  return rename(from, to);
};
fs.renameSync = (from, to) => {
  if (left-- === 0) strike();
  return renameSync(from, to);
};
files.rm = (path, options) => {
  if (SIGNAL === 'SIGKILL' && left-- === 0) strike();
  return rm(path, options);
};
fs.writeSync = (file, bytes, ...rest) => {
  if (SIGNAL === 'SIGKILL' && left-- === 0) {
    writeSync(file, bytes.subarray(0, bytes.length >> 1)); // a torn line
    strike();
  }
  return writeSync(file, bytes, ...rest);
};
