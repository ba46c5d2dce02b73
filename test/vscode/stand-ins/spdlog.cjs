// Stands in for @vscode/spdlog (C++): the same interface, appending synchronously.
const fs = require('node:fs');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
let globalLevel = 2;

class Logger {
  constructor(file) {
    this.file = file;
    this.level = globalLevel;
    this.raw = false;
  }
  write(level, message) {
    if (level < this.level || !this.file) return;
    const line = this.raw ? message : `${new Date().toISOString()} [${levels[level]}] ${message}\n`;
    try {
      fs.appendFileSync(this.file, line);
    } catch {
      // the log folder is already gone when a test ends
    }
  }
  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  clearFormatters() {
    this.raw = true;
  }
  drop() {
    this.file = undefined;
  }
  setPattern() {}
  flush() {}
}

const create = async (_name, file) => {
  await fs.promises.mkdir(path.dirname(file), { recursive: true });
  return new Logger(file);
};

exports.version = 0;
exports.setFlushOn = () => {};
exports.setLevel = (level) => {
  globalLevel = level;
};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
