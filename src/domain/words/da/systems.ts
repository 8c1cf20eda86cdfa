import type { systems as english } from '../en/systems.js';

export const systems: Record<keyof typeof english, string> = {
  'remote-answered': '{system|system} svarede {status} på {label}: {said}',
  'remote-answered-silently': '{system|system} svarede {status} på {label} uden forklaring.',
  'remote-refused': '{system|system} afviste {label}: {said}',
  'remote-refused-silently': '{system|system} afviste {label} uden forklaring.',
  'remote-unreachable': '{system|system} kunne ikke nås for {label} ({code}).',
  'remote-timeout': '{system|system} svarede ikke på {label} i tide.',
  'remote-unreadable': '{system|system} svarede {status} på {label}, men svaret kan ikke læses:',
  'remote-parts-missing': '{system|system} lod {missing} af {asked} dele af {label} være ubesvaret.',
  'certificate-untrusted': 'Dets certifikat er ikke betroet her: angiv filen fra den udstedende myndighed (CA-fil).',
  'host-unknown': 'Værtsnavnet er ukendt: kontrollér den angivne adresse og DNS.',
  'proxy-refused': 'Proxyen afviste forbindelsen: kontrollér dens adresse, bruger og adgangskode.',
  'asked-to-wait': '{label} blev ikke sendt: den anden side har bedt om ro i endnu {seconds} s.',
  'sending-stopped': '{label} blev ikke sendt: programmet er ved at stoppe.',
  'waited-too-long': '{label} ventede for længe på sin tur og blev ikke sendt.',
  'sign-in-refused': 'Microsoft-login afviste applikationen {clientId}: {said}',
  'secret-wrong':
    'Klienthemmeligheden for applikationen {clientId} er forkert. Angiv hemmelighedens værdi, ikke dens id, som den blev vist én gang ved oprettelsen.',
  'secret-expired':
    'Klienthemmeligheden for applikationen {clientId} er udløbet. Opret en ny i Microsoft Entra, og sæt den ind i opsætningen.',
  'application-unknown':
    'Lejeren {tenantId} har ikke applikationen {clientId}. Kontrollér klient-id, og at applikationen er registreret i denne lejer.',
  'certificate-refused':
    'Certifikatet for applikationen {clientId} blev ikke accepteret. Upload det angivne certifikat til applikationen i Microsoft Entra.',
  'certificate-expired':
    'Certifikatet for applikationen {clientId} er udløbet. Lav et nyt, upload det til applikationen i Microsoft Entra, og sæt det ind i opsætningen.',
  'assertion-out-of-time': 'Microsoft-login godtog ikke denne maskines tid for applikationen {clientId}. Stil maskinens ur.',
  'application-disabled': 'Applikationen {clientId} er deaktiveret i Microsoft Entra. Aktivér dens virksomhedsapplikation.',
  'tenant-unknown': 'Lejeren {tenantId} findes ikke. Kontrollér lejer-id, og at myndigheden hører til dens sky.',
  'tenant-id-invalid': '{tenantId} er ikke et lejer-id. Angiv katalogets GUID eller et af dets domænenavne.',
  'resource-unknown': 'Lejeren {tenantId} kender ikke ressourcen for {scope}. Kontrollér scopet og dets sky.',
  'scope-invalid': 'Scopet {scope} er ikke gyldigt. Det skal ende på /.default.',
  'business-unknown': 'Bookings har ikke forretningen "{business}". Kontrollér dens postkasseadresse i opsætningen.',
  'needs-attention': 'Kræver handling:',
  'give-rights-back': 'Giv applikationen dens rettigheder tilbage (`bookledger check` viser, hvad der mangler).',
  'pause-asked': '{system|system} har bedt om en pause. Der sendes intet dertil, før den slutter.',
};
