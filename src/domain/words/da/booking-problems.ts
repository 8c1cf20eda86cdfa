import type { bookingProblems as english } from '../en/booking-problems.js';

export const bookingProblems: Record<keyof typeof english, string> = {
  'not-mapped': 'Endnu ikke matchet med Business Central. Det sker ved hver synkronisering.',
  'not-ended': 'Aftalen er ikke slut endnu.',
  'not-before': 'En person har sagt: ikke før {date|date}.',
  'second-person':
    '{by} har besluttet, hvordan denne række faktureres, og den er mere værd end {limit|number} {currency}. En anden skal oprette kladden.',
  'people-not-told-apart': 'Det kan ikke ses, hvem der handler her.',
  'taken-meanwhile': 'En anden har et øjeblik tidligere sat denne række på en faktura.',
  'changed-meanwhile': 'Rækken blev ændret, mens kladderne blev oprettet. Se på den igen, og opret derefter kladden.',

  'no-company':
    'Der er ikke angivet et regnskab i Business Central for {business}, eller det findes ikke der. Angiv det under "businesses" eller "routing" i reglerne.',
  'no-time-zone':
    'Tidszonen for {business} er ukendt, og dermed også dagen for ydelsen. Angiv den på bookingsiden eller som timeZone under "businesses" i reglerne.',
  'no-currency':
    'Bookings oplyser ikke valutaen for {business}. Angiv den i virksomhedsoplysningerne der eller som currency under "businesses" i reglerne.',
  'currencies-unread': 'Regnskabets valutaer i Business Central er ikke kendt endnu. De læses ved næste synkronisering.',
  'no-such-currency':
    'Business Central har ikke valutaen {currency} (regnskabets egen er {localCurrency}). Opret den der med en valutakurs, eller ret forretningens valuta.',

  'seats-differ':
    'Bookings tæller {filled} optagne pladser, men viser {listed} personer. Kontrollér aftalen i Bookings: der mangler måske nogen.',
  'possible-duplicate':
    'Der er en anden booking med samme kunde, ydelse og tidspunkt ({references}). Bekræft, at begge har fundet sted, eller udelad den ene.',
  'dealt-with-before':
    'Dette ser ud til at være klaret under en anden række, som ikke længere findes i Bookings eller reglerne ({references}). Bekræft, at også denne række skal faktureres, eller udelad den.',
  'zero-length': 'Aftalen begynder og slutter på samme tidspunkt.',
  'negative-length': 'Aftalen slutter, før den begynder.',
  'correct-the-times': 'Ret tiderne i Bookings, eller angiv antal og pris her.',
  'own-price-is-billed': 'Den pris, der er angivet her, faktureres.',
  'very-long': 'Aftalen varer {hours|number} timer, altså mere end et døgn. Kontrollér tiderne i Bookings.',
  'suspicious-price':
    'Prisen i Bookings er {price|number}, selv om ydelsen ikke er markeret som gratis. Angiv prisen her, eller ret den i Bookings.',
  'price-comes-to-nothing':
    'Prisen på {price|number} {currency} i Bookings bliver 0, når den afrundes. Angiv prisen her, eller ret den i Bookings.',
  'amount-too-large':
    '{quantity|number} × {unitPrice|number} {currency} er mere, end en faktura kan rumme. Angiv prisen her, eller ret den i Bookings.',
  'needs-price': 'Bookings angiver ingen bestemt pris ({priceType|price}). Angiv prisen her.',
  'rounded-to-nothing':
    'Varigheden på {minutes|number} minutter er rundet ned til ingenting i trin på {step|number} minutter. Angiv antal og pris her.',

  'attendees-not-told':
    'Bookings har endnu ikke oplyst, hvem der har booket denne aftale. Den læses igen ved næste synkronisering; bliver det ved, så åbn aftalen i Bookings, og gem den én gang.',
  'attendees-unread': 'Deltagerne kunne ikke læses fra Bookings. Det prøves igen ved hver synkronisering.',
  'no-such-appointment': 'Bookings siger, at aftalen ikke findes.',
  'id-with-slash':
    'Bookings kan ikke spørges om netop denne aftale, fordi dens id indeholder en skråstreg. Det viste kommer fra listen; sammenlign det med Bookings.',
  'appointment-unreadable':
    'Aftalen {appointment} kom fra Bookings i en form, der ikke kan læses ({fault}). Åbn den i Bookings, gem den igen, og synkronisér.',
  'some-appointment-unreadable':
    'En aftale kom fra Bookings i en form, der ikke kan læses ({fault}). Åbn den i Bookings, gem den igen, og synkronisér.',
};
