/**
 * The signature of a message (Standard Webhooks).
 * @param secret of the endpoint, `whsec_` and base64
 * @param timestamp seconds since 1970
 * @returns as in the header `webhook-signature`; `null` where the secret is none
 */
export async function signatureOf(
  { id, timestamp, body }: { id: string; timestamp: string; body: string },
  secret: string,
): Promise<string | null> {
  const bytes = keyBytes(secret);
  if (bytes === null) return null;
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
  const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${id}.${timestamp}.${body}`));
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(signed)))}`;
}

function keyBytes(secret: string): Uint8Array<ArrayBuffer> | null {
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret.trim()) ?? [];
  if (base64 === undefined) return null;
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

/** Whether a header has the signature; while a secret is rotated, it has several. */
export function hasSignature(header: string, signature: string): boolean {
  return header.trim().split(/\s+/).includes(signature);
}
