/** Imported first: the content policy forbids code made from text, and zod would try it at its first schema. */
import { z } from 'zod';

z.config({ jitless: true });
