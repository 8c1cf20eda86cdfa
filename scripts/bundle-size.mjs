/** Sums what the browser must load of script before the first page stands: the entry and everything it imports statically, gzipped. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const limitBytes = 300 * 1024;
const directory = join(import.meta.dirname, '..', 'dist', 'ui');
const manifest = JSON.parse(readFileSync(join(directory, '.vite', 'manifest.json'), 'utf8'));

const files = new Set();
collect(Object.keys(manifest).find((key) => manifest[key].isEntry));
const sizes = [...files].map((file) => ({ file, bytes: gzipSync(readFileSync(join(directory, file))).length }));
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);

for (const { file, bytes } of sizes) console.log(`${kilobytes(bytes)}  ${file}`);
console.log(`${kilobytes(total)}  script before the first page, gzipped (limit ${kilobytes(limitBytes)})`);
if (total > limitBytes) process.exitCode = 1;

function collect(key) {
  const chunk = manifest[key];
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) collect(imported);
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1).padStart(6)} KB`;
}
