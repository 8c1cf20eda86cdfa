import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { transformFile } from '@swc/core';

/** The program as it stands in `src`, made ready to run in processes of its own. */
export interface Program {
  /** What a child process starts with. */
  entry: string;
  remove(): Promise<void>;
}

const root = resolve(import.meta.dirname, '../..');

/** Compiles `src` and the child entry, so that what is killed is always what is in the tree. Below the package, so that its libraries are found. */
export async function compileProgram(): Promise<Program> {
  const folder = join(root, 'node_modules/.cache/bookledger-crash', randomUUID());
  const files = [...(await sourcesIn('src')), ...(await sourcesIn('test/crash/child'))];
  await Promise.all(files.map((file) => compile(file, join(folder, file.replace(/\.ts$/, '.js')))));
  return {
    entry: join(folder, 'test/crash/child/main.js'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function sourcesIn(folder: string): Promise<string[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
}

async function compile(file: string, target: string): Promise<void> {
  const { code } = await transformFile(join(root, file), {
    jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
    module: { type: 'es6' },
  });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, code);
}
