import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Where this program is installed: the folder with its package.json, both for the sources and for the build. */
export const projectFolder: string = upToPackage(dirname(fileURLToPath(import.meta.url)));

function upToPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('the program is not where it was installed');
  return upToPackage(parent);
}

export const programVersion: string = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))).version;
