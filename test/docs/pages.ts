import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../..');

const unwatched = new Set(['node_modules', 'dist', '.data', 'coverage', '.git']);

/** Every file of the project that is kept in version control or about to be, as paths from its folder. */
export function projectFiles(folder: string = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (unwatched.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? projectFiles(path) : [relative(root, path)];
  });
}

/** Every page of documentation, as paths from the project's folder. */
export function markdownPages(): string[] {
  return projectFiles().filter((path) => path.endsWith('.md'));
}

/** The text of a file of the project. */
export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The page without its code blocks. */
export function prose(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}

/** The cells of every table row whose first cell is one piece of `code`. */
export function codeRows(text: string): { name: string; cells: string[] }[] {
  return text.split('\n').flatMap((line) => {
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    const name = /^`([^`]+)`$/.exec(cells[1] ?? '')?.[1];
    return name === undefined ? [] : [{ name, cells: cells.slice(2, -1) }];
  });
}
