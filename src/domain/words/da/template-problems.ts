import type { templateProblems as english } from '../en/template-problems.js';

export const templateProblems: Record<keyof typeof english, string> = {
  'template-unfillable': 'Skabelonen {path} kan ikke udfyldes: {error}.',
  'template-empty': 'Skabelonen {path} giver en tom tekst.',
  'template-refused': 'Skabelonen {path} giver en værdi, som Business Central afviser:',
  'correct-in-rules': 'Ret den i reglerne.',
  'correct-template-or-data': 'Ret skabelonen eller oplysningerne i Bookings.',
  'reference-too-long':
    'Referencen i {path} har {length|number} tegn; Business Central tillader {most|number}. Forkort den i reglerne.',
  'value-empty': 'den er tom.',
  'value-no-email': '"{value}" er ikke en e-mailadresse.',
  'value-no-number': '"{value}" er ikke et tal på mindst 0.',
  'value-no-boolean': '"{value}" skal være true eller false.',
  'value-no-id': '"{value}" er ikke et id i Business Central.',
  'value-not-allowed': '"{value}" skal være en af: {choices}.',
  'code-too-long': '"{value}" har {length|number} tegn; Business Central tillader en kode på højst {most|number}.',
  'address-too-long': '"{value}" har {length|number} tegn; Business Central tillader en adresse på højst {most|number}.',
};
