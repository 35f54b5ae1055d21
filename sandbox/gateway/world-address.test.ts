import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, type JsonWebKey, randomBytes, sign, verify } from 'node:crypto';
import test, { type TestContext } from 'node:test';
import { createMockEngine, MemoryStore, Worlds } from '@dpi/mocks';
import { loadCatalogue } from '@dpi/specs';
import type { JsonObject } from '@dpi/specs/json-value';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { SignJWT } from 'jose';
import { startTestSandbox } from '../testing/test-sandbox.ts';

const SERVICE = 'certificate-verification/v1';
const ARIF_SSC = 'cer_01KB2M4E7Q9RS5T6V8W0X1Y501';
const AUDIENCE = 'https://jobs.example';

const catalogue = await loadCatalogue({
  services: ['certificate-verification', 'nid-verification', 'consent-manager', 'notifications'],
});

/** Two teams on a platform whose addresses are those at which it is reached. */
async function startPlatform(t: TestContext) {
  // What worlds write into credentials has to be known before the platform listens.
  const address = { publicUrl: '' };
  const options = {
    store: new MemoryStore(),
    get publicUrl() {
      return address.publicUrl;
    },
  };
  const worlds = new Worlds(catalogue, options);
  const mocks = await createMockEngine(catalogue, { publicUrl: 'http://dpi.test', worlds });
  const sandbox = await startTestSandbox(t, {}, { catalogue, mocks });
  address.publicUrl = sandbox.url;
  const team = async () => {
    const { secret, token } = await sandbox.newKey();
    const call = async (path: string, body?: object) => {
      const headers = {
        'X-API-Key': secret,
        'Content-Type': 'application/json',
        'Idempotency-Key': crypto.randomUUID(),
      };
      const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const response = await fetch(`${sandbox.url}/sandbox/${SERVICE}${path}`, { headers, ...init });
      return { status: response.status, body: (await response.json()) as JsonObject };
    };
    return { call, token };
  };
  return { sandbox, team };
}

/** A wallet, and a verifier who reads keys, status list and type where the credential says. */
async function wallet() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const signed = (data: string) =>
    sign('sha256', Buffer.from(data), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  const isSigned = (data: string, signature: string, key: JsonWebKey) =>
    verify(
      'sha256',
      Buffer.from(data),
      { key, format: 'jwk', dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
  const keysOf = async (issuer: string) => {
    const { origin, pathname } = new URL(issuer);
    const metadata = await (await fetch(`${origin}/.well-known/jwt-vc-issuer${pathname}`)).json();
    assert.equal((metadata as JsonObject).issuer, issuer);
    return (metadata as { jwks: { keys: (JsonWebKey & { kid: string })[] } }).jwks.keys;
  };
  const isOfIssuer = async (data: string, signature: string) => {
    const [header, payload] = data.split('.').map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
    const key = (await keysOf(payload.iss)).find(({ kid }) => kid === header.kid);
    return key !== undefined && isSigned(data, signature, key);
  };
  const instance = new SDJwtVcInstance({
    hasher: (data: string | ArrayBuffer) =>
      createHash('sha256')
        .update(data as string)
        .digest(),
    hashAlg: 'sha-256',
    saltGenerator: () => randomBytes(16).toString('base64url'),
    verifier: isOfIssuer,
    statusVerifier: isOfIssuer,
    loadTypeMetadataFormat: true,
    kbSignAlg: 'ES256',
    kbSigner: signed,
    kbVerifier: (data: string, signature: string) => isSigned(data, signature, jwk),
  });
  return {
    verify: (credential: string, nonce?: string) =>
      instance.verify(credential, nonce === undefined ? {} : { keyBindingNonce: nonce }),
    present: (credential: string, claims: Record<string, boolean>, nonce: string) =>
      instance.present(credential, claims, {
        kb: { payload: { iat: Math.floor(Date.now() / 1000), aud: AUDIENCE, nonce } },
      }),
    proof: (audience: string) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk })
        .setAudience(audience)
        .setIssuedAt()
        .sign(privateKey),
  };
}

/** Where the services of a team answer who has no key. */
function worldOf(platform: string, team: string): string {
  return `${platform}/sandbox/worlds/${team}/${SERVICE}`;
}

async function teamId(platform: string, token: string): Promise<string> {
  const response = await fetch(`${platform}/api/v1/team`, { headers: { Authorization: `Bearer ${token}` } });
  return ((await response.json()) as { team: { id: string } }).team.id;
}

test('a credential of the world of a team is verified by a library of another make, until it is revoked there', async (t) => {
  const { sandbox, team } = await startPlatform(t);
  const [{ call, token }, other, phone] = [await team(), await team(), await wallet()];
  const base = worldOf(sandbox.url, await teamId(sandbox.url, token));
  const issue = async (audience: string) =>
    call(`/certificates/${ARIF_SSC}/credentials`, { proof: await phone.proof(audience) });
  assert.equal((await issue('https://issuer.example')).status, 422);
  const { status, body } = await issue(base);
  assert.equal(status, 201, JSON.stringify(body));
  const credential = String(body.credential);

  const verified = await phone.verify(credential);
  assert.equal(verified.payload.iss, `${base}/issuers/education-boards`);
  assert.equal(verified.payload.gpa, '5.00');
  assert.equal(verified.typeMetadata?.mergedTypeMetadata.name, 'SSC certificate');

  const presentation = await phone.present(credential, { gpa: true }, 'nonce-of-today');
  await phone.verify(presentation, 'nonce-of-today');
  const verdict = async (by: typeof call, more: object = {}) =>
    (await by('/presentation-verifications', { presentation, nonce: 'nonce-of-today', audience: AUDIENCE, ...more }))
      .body;
  const { verdict: valid, credential: shown } = await verdict(call);
  assert.deepEqual([valid, (shown as JsonObject).disclosed], ['valid', { gpa: '5.00' }]);
  assert.equal((await verdict(call, { nonce: 'nonce-of-yesterday' })).verdict, 'nonce-wrong');
  assert.equal((await verdict(call, { audience: 'https://bank.example' })).verdict, 'audience-wrong');
  assert.equal((await verdict(other.call)).verdict, 'issuer-unknown', 'the world of another team has other issuers');

  await call(`/certificates/${ARIF_SSC}/status-changes`, { status: 'revoked', reason: 'issued-by-mistake' });
  assert.equal((await verdict(call)).verdict, 'revoked');
  await assert.rejects(phone.verify(credential), /Status is not valid/);
});

test('open operations answer at the address of a world without a key, others ask for one', async (t) => {
  const { sandbox, team } = await startPlatform(t);
  const { token } = await team();
  const base = worldOf(sandbox.url, await teamId(sandbox.url, token));
  const list = await fetch(`${base}/issuers/dss/status-list`);
  assert.equal(list.headers.get('content-type'), 'application/statuslist+jwt');
  assert.match(list.headers.get('ratelimit-policy') ?? '', /"second"/);
  assert.equal((await fetch(`${base}/certificates`)).status, 401);
  const unknown = await fetch(`${worldOf(sandbox.url, 'team_0000000000000000')}/issuers/dss/status-list`);
  const { type, detail } = (await unknown.json()) as { type: string; detail: string };
  assert.deepEqual([unknown.status, type], [404, 'http://dpi.test/problems/service-not-found/']);
  assert.match(detail, /team_0000000000000000/);
});

test('a guest has the address of the service, and the same metadata at the well-known address', async (t) => {
  const { sandbox } = await startPlatform(t);
  const read = async (path: string) => (await (await fetch(sandbox.url + path)).json()) as JsonObject;
  const issuer = `/sandbox/${SERVICE}/issuers/dss`;
  assert.equal((await read(`/.well-known/jwt-vc-issuer${issuer}`)).issuer, sandbox.url + issuer);
  const { vct } = await read(`/sandbox/${SERVICE}/credential-types/disability-card`);
  assert.equal(vct, `${sandbox.url}/sandbox/${SERVICE}/credential-types/disability-card`);
  assert.equal((await fetch(`${sandbox.url}/.well-known/jwt-vc-issuer/sandbox/none/v1/x`)).status, 401);
});
