/** Name of the cookie that signs a browser in. */
const NAME = 'dpi_session';

/** How long a session lasts, in seconds. */
export const SESSION_SECONDS = 14 * 24 * 3600;

/** The value of `Set-Cookie` that signs a browser in. */
export function sessionCookie(token: string, publicUrl: string): string {
  return `${NAME}=${token}; ${attributes(publicUrl)}; Max-Age=${SESSION_SECONDS}`;
}

/** The value of `Set-Cookie` that signs a browser out. */
export function clearedSessionCookie(publicUrl: string): string {
  return `${NAME}=; ${attributes(publicUrl)}; Max-Age=0`;
}

/** The token in a `Cookie` header; `null` where there is none. */
export function tokenInCookies(header: string | undefined): string | null {
  for (const pair of header?.split(';') ?? []) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === NAME && value) return value;
  }
  return null;
}

function attributes(publicUrl: string): string {
  return `Path=/; HttpOnly; SameSite=Strict${publicUrl.startsWith('https:') ? '; Secure' : ''}`;
}
