// Runs `npm ci` once, also when two builds of this project start at the same moment: the second waits for the first.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmdirSync, statSync, utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(dirname(fileURLToPath(import.meta.url)));

const lock = 'obj/npm-ci.lock';
const stamp = 'node_modules/.package-lock.json';
const staleAfterMs = 10 * 60 * 1000;
const modified = path => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

mkdirSync('obj', { recursive: true });
for (;;) {
  try {
    mkdirSync(lock);
    break;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (Date.now() - modified(lock) > staleAfterMs) rmdirSync(lock);
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}

let exitCode = 0;
try {
  if (modified(stamp) < modified('package-lock.json')) {
    const options = { stdio: 'inherit', shell: process.platform === 'win32' };
    const arguments_ = ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    exitCode = spawnSync('npm', arguments_, options).status ?? 1;
    if (exitCode === 0) utimesSync(stamp, new Date(), new Date());
  }
} finally {
  rmdirSync(lock);
}
process.exit(exitCode);
