/** What a template of the rules made that cannot be used. */
export const templateProblems = {
  'template-unfillable': 'The template {path} cannot be filled: {error}.',
  'template-empty': 'The template {path} gives an empty text.',
  'template-refused': 'The template {path} gives a value Business Central refuses:',
  'correct-in-rules': 'Correct it in the rules.',
  'correct-template-or-data': 'Correct the template, or the data in Bookings.',
  'reference-too-long':
    'The reference of {path} has {length|number} characters; Business Central takes {most|number}. Shorten it in the rules.',
  'value-empty': 'it comes out empty.',
  'value-no-email': '"{value}" is not an e-mail address.',
  'value-no-number': '"{value}" is not a number of at least 0.',
  'value-no-boolean': '"{value}" must be true or false.',
  'value-no-id': '"{value}" is not an id of Business Central.',
  'value-not-allowed': '"{value}" must be one of: {choices}.',
  'code-too-long': '"{value}" has {length|number} characters; Business Central takes a code of at most {most|number}.',
  'address-too-long': '"{value}" has {length|number} characters; Business Central takes an address of at most {most|number}.',
} as const;
