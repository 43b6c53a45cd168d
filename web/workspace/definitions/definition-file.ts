import { z } from 'zod';

const definitionSchema = z.record(z.string(), z.unknown());

/** A definition read from a file; `null` if it is no JSON object. */
export async function readDefinitionFile(file: File): Promise<Record<string, unknown> | null> {
  try {
    return definitionSchema.parse(JSON.parse(await file.text()));
  } catch {
    return null;
  }
}

/** A name for addresses and commands from what people type: `Khảo sát nhu cầu.json` → `khao-sat-nhu-cau`. */
export const surveyNameFrom = (typed: string): string =>
  typed
    .replace(/\.json$/i, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gi, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
