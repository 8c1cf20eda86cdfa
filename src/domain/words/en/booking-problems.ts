/** What is wrong with the appointment, its price or its place, and what to do. */
export const bookingProblems = {
  'not-mapped': 'Not matched with Business Central yet. This happens with every sync.',
  'not-ended': 'The appointment has not ended yet.',
  'not-before': 'A person said: not before {date|date}.',
  'second-person':
    'It was decided by {by} how this row is billed, and it is worth more than {limit|number} {currency}. Somebody else must create its draft.',
  'people-not-told-apart': 'Who acts here cannot be told from others.',
  'taken-meanwhile': 'Somebody else put this row on an invoice a moment earlier.',
  'changed-meanwhile': 'The row changed while the drafts were being made. Look at it again, then create the draft.',

  'no-company':
    'No company in Business Central is set for {business}, or it does not exist there. Name it under "businesses" or "routing" in the rules.',
  'no-time-zone':
    'The time zone of {business} is not known, so the day of the service is not either. Set it on the booking page, or as timeZone under "businesses" in the rules.',
  'no-currency':
    'Bookings does not say the currency of {business}. Set it in the business information there, or as currency under "businesses" in the rules.',
  'currencies-unread': 'The currencies of the company in Business Central are not known yet. They are read with the next sync.',
  'no-such-currency':
    "Business Central has no currency {currency} (the company's own is {localCurrency}). Create it there with an exchange rate, or correct the currency of the business.",

  'seats-differ':
    'Bookings counts {filled} taken seats but lists {listed} people. Check the appointment in Bookings: somebody may be missing.',
  'possible-duplicate':
    'There is another booking of the same customer, service and time ({references}). Confirm that both took place, or exclude one.',
  'dealt-with-before':
    'This seems to have been dealt with under another row that is no longer in Bookings or the rules ({references}). Confirm that this row is to be billed as well, or exclude it.',
  'zero-length': 'The appointment begins and ends at the same moment.',
  'negative-length': 'The appointment ends before it begins.',
  'correct-the-times': 'Correct the times in Bookings, or set quantity and price here.',
  'own-price-is-billed': 'The price set here is billed.',
  'very-long': 'The appointment lasts {hours|number} hours, more than a day. Check the times in Bookings.',
  'suspicious-price':
    'The price in Bookings is {price|number}, although the service is not marked as free. Set the price here, or correct it in Bookings.',
  'price-comes-to-nothing':
    'The price of {price|number} {currency} in Bookings comes to 0 when it is rounded. Set the price here, or correct it in Bookings.',
  'amount-too-large':
    '{quantity|number} × {unitPrice|number} {currency} is more than any invoice can hold. Set the price here, or correct it in Bookings.',
  'needs-price': 'Bookings names no definite price ({priceType|price}). Set the price here.',
  'rounded-to-nothing':
    'The length of {minutes|number} minutes is rounded down to nothing in steps of {step|number} minutes. Set quantity and price here.',

  'attendees-not-told':
    'Bookings has not told yet who booked this appointment. It is read again with the next sync; if this stays, open it in Bookings and save it once.',
  'attendees-unread': 'The attendees could not be read from Bookings. It is tried again with every sync.',
  'no-such-appointment': 'Bookings says there is no such appointment.',
  'id-with-slash':
    'Bookings cannot be asked for this one appointment because its id contains a slash. What is shown comes from the list; compare it with Bookings.',
  'appointment-unreadable':
    'Appointment {appointment} came from Bookings in a form that cannot be read ({fault}). Open it in Bookings, save it again and synchronise.',
  'some-appointment-unreadable':
    'An appointment came from Bookings in a form that cannot be read ({fault}). Open it in Bookings, save it again and synchronise.',
} as const;
