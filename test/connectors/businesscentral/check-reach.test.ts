import nock from 'nock';
import { RemoteError } from '../../../src/domain/errors.js';
import type { CheckNeeds } from '../../../src/domain/ports.js';
import { useNock } from '../nock.js';
import { errorBody } from './rows.js';
import { companyId, createTarget, origin, root } from './target.js';

useNock();

const needs: CheckNeeds = {
  companyIds: [companyId],
  createCustomers: true,
  createItems: true,
  itemNumbers: new Map(),
  currencies: new Map(),
};

describe('when Business Central cannot be reached', () => {
  test.each([
    [404, '<error><code>NoEnvironment</code><message>Environment does not exist.</message></error>', 'environment name'],
    [
      404,
      JSON.stringify(errorBody('BadRequest_ResourceNotFound', "Resource not found for the segment 'companies'.")),
      'root of API v2.0',
    ],
    [403, '', 'Microsoft Entra applications'],
    [503, '', 'Try again later'],
  ])('%i %s is explained, and nothing further is tried', async (status, body, fix) => {
    nock(origin).get(`${root}/companies`).reply(status, body);

    const findings = await createTarget({ retries: 0 }).target.check(needs);

    expect(findings.map(({ result }) => result)).toEqual(['failed', 'unproven']);
    expect(findings[0]!.fix).toContain(fix);
  });

  test('a token that is refused twice points at the application registration', async () => {
    nock(origin).get(`${root}/companies`).times(2).reply(401);

    expect((await createTarget({ retries: 0 }).target.check(needs))[0]).toMatchObject({
      result: 'failed',
      fix: expect.stringContaining('API.ReadWrite.All'),
    });
  });

  test('a sign-in that fails is a finding of the sign-in', async () => {
    const test = createTarget();
    test.tokens.token = async () => {
      throw new RemoteError({ system: 'sign-in', outcome: 'refused', status: 401, message: 'The client secret has expired.' });
    };

    const [finding] = await test.target.check(needs);

    expect(finding).toMatchObject({ area: 'Sign-in', result: 'failed', detail: 'The client secret has expired.' });
  });
});
