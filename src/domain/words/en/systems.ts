/** How a call to another system failed. What that system said itself stays as it is. */
export const systems = {
  'remote-answered': '{system|system} answered {status} to {label}: {said}',
  'remote-answered-silently': '{system|system} answered {status} to {label} without an explanation.',
  'remote-refused': '{system|system} refused {label}: {said}',
  'remote-refused-silently': '{system|system} refused {label} without an explanation.',
  'remote-unreachable': '{system|system} could not be reached for {label} ({code}).',
  'remote-timeout': '{system|system} did not answer {label} in time.',
  'remote-unreadable': '{system|system} answered {status} to {label}, but the answer cannot be read:',
  'remote-parts-missing': '{system|system} left {missing} of {asked} parts of {label} unanswered.',
  'certificate-untrusted': 'Its certificate is not trusted here: configure the file of the issuing authority (CA file).',
  'host-unknown': 'The host name is unknown: check the configured address and the DNS.',
  'proxy-refused': 'The proxy refused the connection: check its address, user and password.',
  'asked-to-wait': '{label} was not sent: the other side asked to be left alone for another {seconds} s.',
  'sending-stopped': '{label} was not sent: the program is stopping.',
  'waited-too-long': '{label} waited too long for its turn and was not sent.',
  'sign-in-refused': 'The Microsoft sign-in refused application {clientId}: {said}',
  'secret-wrong':
    "The client secret of application {clientId} is wrong. Configure the secret's value, not its id, as shown once when it was created.",
  'secret-expired':
    'The client secret of application {clientId} has expired. Create a new one in Microsoft Entra and put it into the configuration.',
  'application-unknown':
    'Tenant {tenantId} has no application {clientId}. Check the client id, and that the application was registered in this tenant.',
  'certificate-refused':
    'The certificate of application {clientId} was not accepted. Upload the configured certificate to the application in Microsoft Entra.',
  'certificate-expired':
    'The certificate of application {clientId} has expired. Make a new one, upload it to the application in Microsoft Entra and put it into the configuration.',
  'assertion-out-of-time':
    'The sign-in did not accept the time of this machine for application {clientId}. Set the clock of this machine.',
  'application-disabled': 'Application {clientId} is disabled in Microsoft Entra. Enable its enterprise application.',
  'tenant-unknown': 'There is no tenant {tenantId}. Check the tenant id and that the authority belongs to its cloud.',
  'tenant-id-invalid': "{tenantId} is not a tenant id. Configure the directory's GUID or one of its domain names.",
  'resource-unknown': 'Tenant {tenantId} does not know the resource of {scope}. Check the scope and its cloud.',
  'scope-invalid': 'The scope {scope} is not valid. It must end in /.default.',
  'business-unknown': 'Bookings has no business "{business}". Check its mailbox address in the configuration.',
  'needs-attention': 'Needs attention:',
  'give-rights-back': 'Give the application its rights back (`bookledger check` names what is missing).',
  'pause-asked': '{system|system} asked for a pause. Nothing is sent there before it ends.',
} as const;
