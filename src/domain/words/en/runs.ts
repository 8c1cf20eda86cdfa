/** What runs say of themselves and of records, and what stands above all pages. */
export const runs = {
  'program-stopped': 'The program was stopped during this run.',
  'appointment-named': 'Appointment {appointment}:',
  'appointment-without-id': 'Appointment (no id):',
  'appointment-unclear': 'Appointment {appointment} is missing from the list and could not be asked for:',
  'many-missing':
    "{absent|number} of {known|number} known appointments of {business} ({share|number} %) are missing from Bookings at once. Nothing was cancelled. Check the calendar and the app's permissions; if they really are gone, raise sync.vanish.guardShare until two looks have confirmed it.",
  'not-read-again': 'The appointment could not be read again before drafting:',
  'row-stays': 'The row stays on the list; try again later.',
  'already-on-invoice': 'Already on invoice {number}, made by {by} (run {run}).',
  'draft-to-be-sent': '1 draft still to be sent to Business Central.',
  'drafts-to-be-sent': '{count|number} drafts still to be sent to Business Central.',
  'step-failed': '{step|step}:',
  'step-of-business-failed': '{step|step} ({business}):',
  'withdrawn-because': 'The draft was deleted and its rows returned to the list.',
  'deleted-by-whom': 'The draft was deleted in Business Central, by whom is not known.',
  'gone-confirmed': 'Bookings no longer has this appointment (confirmed twice).',
} as const;
