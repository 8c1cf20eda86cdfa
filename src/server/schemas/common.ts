import { z } from 'zod';

/** `2026-06-01T22:30:00.000Z` */
export const instantSchema = z.iso.datetime().describe('A moment in UTC');
/** `2026-06-01` */
export const localDateSchema = z.iso.date().describe('A calendar day');
export const decimalSchema = z
  .string()
  .regex(/^-?\d{1,15}(\.\d{1,10})?$/, 'Write a plain number with a point, for example 49.50.')
  .describe('An exact decimal number');
/** Ids of ours and of the two systems; long enough for all of them. */
export const idSchema = z.string().min(1).max(260);
export const idParamsSchema = z.strictObject({ id: idSchema });
export const localeSchema = z
  .string()
  .max(35)
  .describe('BCP 47 tag of the reader; decides how dates and numbers in filters are read');

/** Rows of one page. */
export const pagingShape = {
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
};

/** RFC 9457 problem details. `detail` is the sentence for the person. */
export const problemDetailsSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    faults: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'ProblemDetails' });
export type ProblemDetails = z.infer<typeof problemDetailsSchema>;

/** What every route may answer besides its own answer. */
export const problemResponse = {
  default: {
    description: 'What went wrong, in a sentence',
    content: { 'application/problem+json': { schema: problemDetailsSchema } },
  },
};
