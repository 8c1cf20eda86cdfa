/** What keeps a person from being a customer or a service from being an item, and what to do. */
export const cardProblems = {
  'nobody-named': 'Nobody is named on this appointment. Choose the customer in Bookings, or assign one here.',
  'nobody-to-create': 'Nobody is named on this appointment. Assign a customer here.',
  'no-name': 'The person has no name in Bookings. Enter it there, or assign a customer here.',
  'no-email': '{name} has no e-mail address in Bookings. Enter it there, or assign a customer here.',
  'no-email-nor-name': 'The person has no e-mail address in Bookings. Enter it there, or assign a customer here.',
  'invalid-email': '"{email}" is not an e-mail address. Correct it in Bookings, or assign a customer here.',
  'customer-not-found-yet':
    '{name} has not been found in Business Central yet. The next sync looks again; or assign a customer here.',
  'no-customer-with-email':
    'No customer has the e-mail address {email}, and customers are not created automatically. Assign one, or create it in Business Central and retry.',
  'several-customers':
    '{count|number} customers have the e-mail address {email}: {names}. Choose the right one; the choice is remembered for this person.',
  'customer-search-refused': 'The search for the e-mail address {email} was refused.',
  'assign-by-hand': 'Assign the customer by hand, or correct the address in Bookings.',
  'customer-blocked':
    'Customer {number} {name} is blocked in Business Central ({blocked|blocked}). Unblock the card there, or assign another customer.',
  'payer-of-event-missing':
    'Customer {number}, who pays the whole event, was not found in Business Central. Correct the number in the rules, or create the customer.',
  'payer-by-rule-missing':
    'Customer {number}, who pays by a payer rule, was not found in Business Central. Correct the number in the rules, or create the customer.',
  'bill-to-by-rule-missing':
    'Customer {number}, who gets the invoice by a payer rule, was not found in Business Central. Correct the number in the rules, or create the customer.',
  'cash-customer-missing':
    'Customer {number}, who pays for bookings without name or e-mail address, was not found in Business Central. Correct the number in the rules, or create the customer.',
  'no-customer-template':
    'No customer template fits this person. Add one without a condition at the end of "customers.templates", or assign a customer here.',
  'customer-refused': 'Business Central refused to create the customer:',
  'correct-customer-template': 'Correct the customer template or the data, or assign an existing customer.',

  'no-service': 'The appointment names no service. Choose one in Bookings, or exclude the appointment.',
  'service-without-item':
    'The service "{service}" has no item in Business Central. Map it to an item here; that settles all its bookings.',
  'service-unmapped':
    'The service "{service}" is not mapped to an item, and items are not created automatically. Map it once; all its bookings follow.',
  'item-search-refused': 'The search for an item for the service "{service}" was refused.',
  'map-by-hand': 'Map the service to an item by hand.',
  'item-missing':
    'The service rules name item {number}, which Business Central does not have. Map the service to an existing item, or correct the rule.',
  'item-suggested':
    'Business Central has an item with the name of the service "{service}" ({numbers}). Confirm by mapping the service to it, or to another item.',
  'item-not-service':
    'Item {number} {name} is of type {type|item-type}; only items of type service can bill bookings. Map the service to another item.',
  'item-blocked': 'Item {number} {name} is blocked in Business Central. Unblock it there, or map the service to another item.',
  'no-item-template':
    'The rules do not say how to create an item for "{service}". Map the service to an item here, or add a template under "items.templates".',
  'item-refused': 'Business Central refused to create the item:',
  'correct-item-template': 'Correct the item template, or map the service to an existing item.',
  'several-records': '{count|number} records carry {key} now.',
  'property-unknown': 'Business Central tells {property} of {record|record} {number} as "{said}", which is not known here.',
  'property-unreadable': 'Business Central does not tell {properties} of {record|record} {number} in a form known here.',
  'contact-unclear': 'The contact with this address may belong to a customer, but Business Central does not tell to which.',
  'contact-named-unclear': 'The contact {contact} may belong to a customer, but Business Central does not tell to which.',
  'correct-card': 'Correct the card there and retry, or assign another customer.',
  'correct-or-assign': 'Correct it there and retry, or assign the customer here.',
  'correct-item-card': 'Correct the item there and retry, or map the service to another item.',
  'correct-item': 'Correct the item there and retry.',
} as const;
