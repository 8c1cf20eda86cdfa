/**
 * Runs in a process of its own, because trust in another authority (NODE_EXTRA_CA_CERTS) is read once, at start.
 * Takes the sandbox's addresses as JSON, uses both client libraries as they come, and prints what they saw.
 */
import { ConfidentialClientApplication } from '@azure/msal-node';
import { Client, PageIterator } from '@microsoft/microsoft-graph-client';

const { graphUrl, authorityUrl, credentials } = JSON.parse(process.argv[2]);
const origin = new URL(graphUrl).origin;
const signIn = (secret = credentials.clientSecret) =>
  new ConfidentialClientApplication({
    auth: {
      clientId: credentials.clientId,
      clientSecret: secret,
      authority: authorityUrl,
      knownAuthorities: [new URL(origin).host],
    },
  });
const scopes = ['https://graph.microsoft.com/.default'];

async function errorCode(work) {
  try {
    await work();
    return 'none';
  } catch (error) {
    return error.errorCode ?? error.code;
  }
}

const application = signIn();
const first = await application.acquireTokenByClientCredential({ scopes });
const second = await application.acquireTokenByClientCredential({ scopes });
const client = Client.init({
  baseUrl: `${origin}/`,
  customHosts: new Set(['localhost']),
  authProvider: (done) => done(null, second.accessToken),
});

const business = '/solutions/bookingBusinesses/salon@fjord.test';
const page = await client.api(`${business}/calendarView?start=2026-10-20T00:00:00Z&end=2026-12-20T00:00:00Z`).get();
const ids = [];
await new PageIterator(client, page, ({ id }) => ids.push(id) > 0).iterate();
const item = await client.api(`${business}/appointments/${encodeURIComponent(ids[0])}`).get();
const missing = await client
  .api(`${business}/appointments/unknown`)
  .get()
  .catch((error) => error);
const slashed = ids.find((id) => id.includes('/'));
const slash = await client
  .api(`${business}/appointments/${encodeURIComponent(slashed)}`)
  .get()
  .catch((error) => error);

console.log(
  JSON.stringify({
    cached: second.fromCache === true && first.accessToken === second.accessToken,
    wrongSecret: await errorCode(() => signIn('wrong').acquireTokenByClientCredential({ scopes })),
    ids,
    customers: item.customers.length,
    missing: [missing.statusCode, missing.code],
    slash: [slash.statusCode, slash.code],
  }),
);
