import { saveFile, unsentFileName } from './outbox/unsent-file.ts';
import type { Phone } from './phone.ts';

/** Saves what has not arrived where downloads go. @returns the file's name, or undefined where there is no link. */
export async function saveBackup(phone: Phone): Promise<string | undefined> {
  const file = await phone.unsent();
  if (!file) return undefined;
  const name = unsentFileName(new Date(file.savedAt));
  saveFile(name, file);
  return name;
}
