import { z } from 'zod';
import { priceTypes, type Attendee } from '../../domain/booking.js';

export const priceTypeSchema = z.enum(priceTypes);

export const attendeeSchema = z
  .object({
    customerId: z.string().nullable(),
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    notes: z.string(),
    address: z.object({
      street: z.string(),
      city: z.string(),
      state: z.string(),
      postalCode: z.string(),
      countryOrRegion: z.string(),
    }),
    answers: z.array(z.object({ questionId: z.string().nullable(), question: z.string(), answer: z.string() })),
  })
  .meta({ id: 'Attendee' }) satisfies z.ZodType<Attendee>;
