import type { documentProblems as english } from '../en/document-problems.js';

export const documentProblems: Record<keyof typeof english, string> = {
  'draft-unreachable': 'Der kunne ikke opnås forbindelse til Business Central:',
  'tried-again-at': 'Det prøves igen {at|time}.',
  'draft-outcome-unknown': 'Det vides ikke, om Business Central har oprettet kladden:',
  'looked-for-at': 'Der ledes efter den {at|time}; intet sendes to gange.',
  'draft-refused': 'Business Central afviste kladden:',
  'correct-and-retry': 'Ret det der eller her, og kontrollér derefter igen.',
  'several-documents':
    '{count|number} bilag i Business Central har vores nøgle {key} ({numbers}). Der sendes ikke mere. Slet eller ret alle undtagen ét, og kontrollér derefter igen.',
  'erp-ahead':
    'Business Central har bilag med vores nøgler, som denne database ikke kender: {numbers} ({count|number} i alt). Den kan være gendannet fra en sikkerhedskopi, og rækker kan være faktureret allerede. Der oprettes ingen kladder i dette regnskab, før en administrator har kørt "bookledger reconcile".',
  'draft-deleted': 'Kladden {number} er slettet i Business Central. Dens rækker er på listen igen.',
  'total-differs':
    'Kladden {number} afviger fra vores total med {variance|number} {currency}. Sammenlign linjerne, før den bogføres.',
  'prices-include-tax-here':
    'Priserne hos {business} er inkl. moms, men kladden {number} regner dem for ekskl. moms. Ret "Priser inkl. moms" på debitorkortet i Business Central, træk kladden tilbage, og opret den igen.',
  'prices-before-tax-here':
    'Priserne hos {business} er ekskl. moms, men kladden {number} regner dem for inkl. moms. Ret "Priser inkl. moms" på debitorkortet i Business Central, træk kladden tilbage, og opret den igen.',
  'maybe-our-draft': 'Det kan være kladden for disse rækker, så der sendes intet.',
  'looked-again-at': 'Der ses på det igen {at|time}.',
  'invoice-not-followed': 'Det, der vises om denne faktura, er det sidst læste; den følges igen, når den kan forstås.',
  'lines-not-compared': 'Linjerne på kladden {number} kunne ikke sammenlignes med vores.',
  'over-credit-limit':
    'Debitor {number} {name} skylder {balance|number} {currency}. Med {amount|number} på disse kladder bliver det {total|number}, over kreditmaksimum på {limit|number}. Aftal det, før der bogføres.',
  'credit-balance-unknown':
    'Debitor {number} {name} har et kreditmaksimum på {limit|number} {currency}, og disse kladder er på {amount|number}. Hvad debitoren skylder, kunne ikke læses: se på kortet i Business Central, før der bogføres.',
  'credit-not-read':
    'Kreditmaksimum kunne ikke læses fra Business Central, så det vides ikke, om disse kladder overskrider det. Åbn forhåndsvisningen igen senere, eller se på debitorkortet.',
  'look-before-posting': 'Se på dem, før den bogføres.',
};
