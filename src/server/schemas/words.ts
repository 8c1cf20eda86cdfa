import { z } from 'zod';
import type { Words } from '../../domain/words/sentence.js';

/** Sentences of ours by their id and what fills their blanks; plain text is somebody else's. */
export const wordsSchema = z
  .array(z.union([z.string(), z.object({ sentence: z.string(), values: z.record(z.string(), z.string()).readonly() })]))
  .readonly() satisfies z.ZodType<Words>;
