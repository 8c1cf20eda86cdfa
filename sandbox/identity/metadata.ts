import type { SandboxRequest, SandboxResponse } from '../contract.js';

/** OpenID metadata of the tenant, with the fields a client library looks for (reference section 2.3). */
export function openIdAnswer({ origin }: SandboxRequest, tenantId: string): SandboxResponse {
  return {
    status: 200,
    body: {
      token_endpoint: `${origin}/${tenantId}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      jwks_uri: `${origin}/${tenantId}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: `${origin}/${tenantId}/v2.0`,
      authorization_endpoint: `${origin}/${tenantId}/oauth2/v2.0/authorize`,
      device_authorization_endpoint: `${origin}/${tenantId}/oauth2/v2.0/devicecode`,
      end_session_endpoint: `${origin}/${tenantId}/oauth2/v2.0/logout`,
      cloud_instance_name: 'localhost',
    },
  };
}

/** Instance discovery, asked by clients that have not been told which hosts to trust. */
export function discoveryAnswer({ origin }: SandboxRequest, tenantId: string): SandboxResponse {
  const host = new URL(origin).host;
  return {
    status: 200,
    body: {
      tenant_discovery_endpoint: `${origin}/${tenantId}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    },
  };
}
