import type { cardProblems as english } from '../en/card-problems.js';

export const cardProblems: Record<keyof typeof english, string> = {
  'nobody-named': 'Der er ikke nævnt nogen på denne aftale. Vælg kunden i Bookings, eller tildel en debitor her.',
  'nobody-to-create': 'Der er ikke nævnt nogen på denne aftale. Tildel en debitor her.',
  'no-name': 'Personen har intet navn i Bookings. Skriv det der, eller tildel en debitor her.',
  'no-email': '{name} har ingen e-mailadresse i Bookings. Skriv den der, eller tildel en debitor her.',
  'no-email-nor-name': 'Personen har ingen e-mailadresse i Bookings. Skriv den der, eller tildel en debitor her.',
  'invalid-email': '"{email}" er ikke en e-mailadresse. Ret den i Bookings, eller tildel en debitor her.',
  'customer-not-found-yet':
    '{name} er endnu ikke fundet i Business Central. Der søges igen ved næste synkronisering; eller tildel en debitor her.',
  'no-customer-with-email':
    'Ingen debitor har e-mailadressen {email}, og debitorer oprettes ikke automatisk. Tildel en, eller opret den i Business Central, og kontrollér igen.',
  'several-customers':
    '{count|number} debitorer har e-mailadressen {email}: {names}. Vælg den rigtige; valget huskes for denne person.',
  'customer-search-refused': 'Søgningen efter e-mailadressen {email} blev afvist.',
  'assign-by-hand': 'Tildel debitoren manuelt, eller ret adressen i Bookings.',
  'customer-blocked':
    'Debitor {number} {name} er spærret i Business Central ({blocked|blocked}). Ophæv spærringen på debitorkortet, eller tildel en anden debitor.',
  'payer-of-event-missing':
    'Debitor {number}, som betaler hele arrangementet, findes ikke i Business Central. Ret nummeret i reglerne, eller opret debitoren.',
  'payer-by-rule-missing':
    'Debitor {number}, som betaler ifølge en betalerregel, findes ikke i Business Central. Ret nummeret i reglerne, eller opret debitoren.',
  'bill-to-by-rule-missing':
    'Debitor {number}, som får fakturaen ifølge en betalerregel, findes ikke i Business Central. Ret nummeret i reglerne, eller opret debitoren.',
  'cash-customer-missing':
    'Debitor {number}, som betaler for bookinger uden navn eller e-mailadresse, findes ikke i Business Central. Ret nummeret i reglerne, eller opret debitoren.',
  'no-customer-template':
    'Ingen debitorskabelon passer til denne person. Tilføj en uden betingelse sidst i "customers.templates", eller tildel en debitor her.',
  'customer-refused': 'Business Central afviste at oprette debitoren:',
  'correct-customer-template': 'Ret debitorskabelonen eller oplysningerne, eller tildel en eksisterende debitor.',

  'no-service': 'Aftalen nævner ingen ydelse. Vælg en i Bookings, eller udelad aftalen.',
  'service-without-item':
    'Ydelsen "{service}" har ingen vare i Business Central. Vælg en vare til den her; så er alle dens bookinger på plads.',
  'service-unmapped':
    'Ydelsen "{service}" er ikke knyttet til en vare, og varer oprettes ikke automatisk. Vælg varen én gang; alle ydelsens bookinger følger med.',
  'item-search-refused': 'Søgningen efter en vare til ydelsen "{service}" blev afvist.',
  'map-by-hand': 'Vælg varen til ydelsen manuelt.',
  'item-missing':
    'Reglerne for ydelser nævner varen {number}, som ikke findes i Business Central. Vælg en eksisterende vare til ydelsen, eller ret reglen.',
  'item-suggested':
    'Business Central har en vare med samme navn som ydelsen "{service}" ({numbers}). Bekræft ved at vælge den, eller vælg en anden vare.',
  'item-not-service':
    'Varen {number} {name} er af typen {type|item-type}; kun varer af typen Service kan bruges til bookinger. Vælg en anden vare til ydelsen.',
  'item-blocked':
    'Varen {number} {name} er spærret i Business Central. Ophæv spærringen der, eller vælg en anden vare til ydelsen.',
  'no-item-template':
    'Reglerne siger ikke, hvordan en vare til "{service}" oprettes. Vælg en vare til ydelsen her, eller tilføj en skabelon under "items.templates".',
  'item-refused': 'Business Central afviste at oprette varen:',
  'correct-item-template': 'Ret vareskabelonen, eller vælg en eksisterende vare til ydelsen.',
  'several-records': '{count|number} poster har nu {key}.',
  'property-unknown': 'Business Central oplyser {property} for {record|record} {number} som "{said}", hvilket ikke er kendt her.',
  'property-unreadable': 'Business Central oplyser ikke {properties} for {record|record} {number} i en form, der er kendt her.',
  'contact-unclear': 'Kontakten med denne adresse hører måske til en debitor, men Business Central oplyser ikke hvilken.',
  'contact-named-unclear': 'Kontakten {contact} hører måske til en debitor, men Business Central oplyser ikke hvilken.',
  'correct-card': 'Ret kortet der, og kontrollér igen, eller tildel en anden debitor.',
  'correct-or-assign': 'Ret det der, og kontrollér igen, eller tildel debitoren her.',
  'correct-item-card': 'Ret varen der, og kontrollér igen, eller vælg en anden vare til ydelsen.',
  'correct-item': 'Ret varen der, og kontrollér igen.',
};
