import type { runs as english } from '../en/runs.js';

export const runs: Record<keyof typeof english, string> = {
  'program-stopped': 'Programmet blev stoppet under denne kørsel.',
  'appointment-named': 'Aftale {appointment}:',
  'appointment-without-id': 'Aftale (uden id):',
  'appointment-unclear': 'Aftalen {appointment} mangler på listen, og der kunne ikke spørges efter den:',
  'many-missing':
    '{absent|number} af {known|number} kendte aftaler hos {business} ({share|number} %) mangler på én gang i Bookings. Intet er aflyst. Kontrollér kalenderen og appens tilladelser; hvis de virkelig er væk, så hæv sync.vanish.guardShare, indtil to eftersyn har bekræftet det.',
  'not-read-again': 'Aftalen kunne ikke læses igen, før kladden skulle oprettes:',
  'row-stays': 'Rækken bliver på listen; prøv igen senere.',
  'already-on-invoice': 'Allerede på faktura {number}, oprettet af {by} (kørsel {run}).',
  'draft-to-be-sent': '1 kladde mangler endnu at blive sendt til Business Central.',
  'drafts-to-be-sent': '{count|number} kladder mangler endnu at blive sendt til Business Central.',
  'step-failed': '{step|step}:',
  'step-of-business-failed': '{step|step} ({business}):',
  'withdrawn-because': 'Kladden blev slettet, og dens rækker kom tilbage på listen.',
  'deleted-by-whom': 'Kladden blev slettet i Business Central; af hvem vides ikke.',
  'gone-confirmed': 'Bookings har ikke længere denne aftale (bekræftet to gange).',
};
