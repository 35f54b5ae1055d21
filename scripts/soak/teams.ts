import type { SoakCall } from './calls.ts';

/** Teams whose keys are used; older ones have gone home. */
const PRESENT_TEAMS = 2000;

interface SoakTeam {
  key: string;
  token: string;
}

/** The teams of a soak: those that join while it runs, and what they do on their page. */
export class Teams {
  readonly #joinCode: string;
  readonly #present: SoakTeam[];
  readonly #revoked: string;
  /** Key of a team whose quota is used up. */
  readonly usedUpKey: string;
  #joined = 0;

  /** Lets the first teams join; one revokes its key, and one has used up its quota. */
  static async open(port: number, joinCode: string, adminToken: string): Promise<Teams> {
    const api = async (method: string, path: string, token: string | null, body?: object) => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
        method,
        headers: {
          'Content-Type': 'application/json',
          ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
      return answer.status === 204 ? null : answer.json();
    };
    const present: SoakTeam[] = [];
    for (let index = 0; index < 20; index += 1) {
      const { key, token } = await api('POST', '/teams', null, { joinCode, name: `First ${index}` });
      present.push({ key: key.secret, token });
    }
    const leaked = await api('POST', '/teams', null, { joinCode, name: 'Leaked' });
    await api('DELETE', `/keys/${leaked.key.id}`, leaked.token);
    await api('POST', '/events', adminToken, {
      name: 'Small quota',
      joinCode: 'SOAK-0002',
      quotaPerSecond: 1,
      quotaPerHour: 1,
    });
    const small = await api('POST', '/teams', null, { joinCode: 'SOAK-0002', name: 'Small' });
    await fetch(`http://127.0.0.1:${port}/sandbox/nowhere/v1`, { headers: { 'X-API-Key': small.key.secret } });
    return new Teams(joinCode, present, leaked.key.secret, small.key.secret);
  }

  private constructor(joinCode: string, present: SoakTeam[], revoked: string, usedUpKey: string) {
    this.#joinCode = joinCode;
    this.#present = present;
    this.#revoked = revoked;
    this.usedUpKey = usedUpKey;
  }

  /** Teams that have joined since the first ones. */
  get joined(): number {
    return this.#joined;
  }

  /** A key of a present team. @param at from 0 up to 1 */
  key(at: number): string {
    return this.#team(at).key;
  }

  revokedKey(): string {
    return this.#revoked;
  }

  join(address: string): SoakCall {
    this.#joined += 1;
    const call = this.#control('join', 'POST', '/teams', null, {
      joinCode: this.#joinCode,
      name: `Team ${this.#joined}`,
    });
    return {
      ...call,
      headers: { ...call.headers, 'x-forwarded-for': address },
      isExpected: (outcome) => outcome === 201,
      onBody: (body) => {
        const { key, token } = JSON.parse(body);
        this.#present.push({ key: key.secret, token });
        if (this.#present.length > PRESENT_TEAMS) this.#present.shift();
      },
    };
  }

  /** What the page of a team asks for. */
  page(at: number): SoakCall {
    const path = ['/usage', '/requests', '/requests?failed=true', '/keys'][Math.floor(at * 4000) % 4] ?? '/usage';
    return this.#control('team page', 'GET', path, this.#team(at));
  }

  /** A key beside the first; a team has ten at most, and then this is refused. */
  newKey(at: number): SoakCall {
    const call = this.#control('new key', 'POST', '/keys', this.#team(at), { label: 'Another' });
    return { ...call, isExpected: (outcome) => outcome === 201 || outcome === 409 };
  }

  #team(at: number): SoakTeam {
    const team = this.#present[Math.floor(at * this.#present.length)];
    if (team === undefined) throw new Error('No team has joined.');
    return team;
  }

  #control(kind: string, method: string, path: string, team: SoakTeam | null, body?: object): SoakCall {
    const bytes = body === undefined ? null : Buffer.from(JSON.stringify(body));
    return {
      kind,
      method,
      path: `/api/v1${path}`,
      headers: {
        ...(team === null ? {} : { authorization: `Bearer ${team.token}` }),
        ...(bytes === null ? {} : { 'content-type': 'application/json', 'content-length': String(bytes.length) }),
      },
      body: bytes,
      isExpected: (outcome) => outcome === 200,
    };
  }
}
