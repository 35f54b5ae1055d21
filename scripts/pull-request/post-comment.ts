import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { isOurs } from './comment-body.ts';

/** The forge did not do what it was asked. */
export class ForgeError extends Error {
  /** HTTP status of its answer; `null` where there was none. */
  readonly status: number | null;

  constructor(message: string, status: number | null = null) {
    super(message);
    this.status = status;
  }
}

/** What happened with the comment. */
export type Posted = 'written' | 'rewritten' | 'unchanged' | 'outdated';

export interface GitHubRun {
  /** Such as `https://api.github.com`. */
  api: string;
  token: string;
  /** `<owner>/<name>` of the repository that gets the comment. */
  repository: string;
  /** Where the pull request comes from, and the commit that was checked. */
  head: { owner: string; branch: string; sha: string };
}

/** Comments on the pull request whose newest commit was checked; a report on an older one is left unposted. */
export async function postToGitHub(run: GitHubRun, body: string): Promise<Posted> {
  const { repository } = run;
  const call = gitHubCaller(run);
  const number = await pullNumber(run, call);
  if (number === null) return 'outdated';
  const comments = `/repos/${repository}/issues/${number}/comments`;
  for (let page = 1; ; page += 1) {
    const listed = (await call('GET', `${comments}?per_page=100&page=${page}`)) as {
      id: number;
      body: string;
      user: { type: string } | null;
    }[];
    // Whoever else writes our marker keeps what they wrote.
    const ours = listed.find((comment) => comment.user?.type === 'Bot' && isOurs(comment.body));
    if (ours !== undefined) {
      await call('PATCH', `/repos/${repository}/issues/comments/${ours.id}`, { body });
      return 'rewritten';
    }
    if (listed.length < 100) break;
  }
  await call('POST', comments, { body });
  return 'written';
}

/**
 * Gives a report in SARIF to code scanning, as alerts of the pull request whose newest commit was checked. Its branch is never
 * named: a fork may call its own `main`.
 * @returns `unavailable` where the repository has no code scanning
 */
export async function uploadToCodeScanning(
  run: GitHubRun,
  sarif: string,
): Promise<'uploaded' | 'outdated' | 'unavailable'> {
  const call = gitHubCaller(run);
  const number = await pullNumber(run, call);
  if (number === null) return 'outdated';
  try {
    await call('POST', `/repos/${run.repository}/code-scanning/sarifs`, {
      commit_sha: run.head.sha,
      ref: `refs/pull/${number}/head`,
      sarif: gzipSync(sarif).toString('base64'),
    });
    return 'uploaded';
  } catch (error) {
    // A private repository has it only where it is paid for.
    if (error instanceof ForgeError && (error.status === 403 || error.status === 404)) return 'unavailable';
    throw error;
  }
}

function gitHubCaller({ api, token }: GitHubRun) {
  return caller(api, { Authorization: `Bearer ${token}`, Accept: 'application/vnd.github+json' });
}

/** The open pull request whose newest commit was checked; `null` where there is none. */
async function pullNumber(
  { repository, head }: GitHubRun,
  call: (method: string, path: string) => Promise<unknown>,
): Promise<number | null> {
  const from = encodeURIComponent(`${head.owner}:${head.branch}`);
  const pulls = (await call('GET', `/repos/${repository}/pulls?state=open&head=${from}`)) as {
    number: number;
    head: { sha: string };
  }[];
  return pulls.find(({ head: { sha } }) => sha === head.sha)?.number ?? null;
}

export interface GitLabRun {
  /** Such as `https://gitlab.com/api/v4`. */
  api: string;
  token: string;
  project: string;
}

/** A report that the check of a merge request left behind; it is text of strangers. */
export interface GitLabReport {
  text: string;
  /** The newest commit of the merge request. */
  sha: string;
  /** Of the pipeline. */
  url: string;
}

/**
 * Comments on every open merge request whose newest pipeline has ended. For a schedule on the default branch: the pipelines of merge
 * requests run the code of strangers, and do not know the token.
 * @param bodyOf the comment that is made of a report
 */
export async function postAllToGitLab(run: GitLabRun, bodyOf: (report: GitLabReport) => string): Promise<Posted[]> {
  const call = caller(run.api, { 'PRIVATE-TOKEN': run.token });
  const project = `/projects/${encodeURIComponent(run.project)}`;
  const open = (await call('GET', `${project}/merge_requests?state=opened&order_by=updated_at&per_page=100`)) as {
    iid: number;
    sha: string;
  }[];
  const posted: Posted[] = [];
  for (const { iid, sha } of open) {
    const pipelines = (await call('GET', `${project}/merge_requests/${iid}/pipelines`)) as {
      id: number;
      project_id: number;
      status: string;
      web_url: string;
    }[];
    const [newest] = pipelines;
    if (newest === undefined || !['success', 'failed'].includes(newest.status)) continue;
    // A pipeline of a fork belongs to the fork.
    const source = `/projects/${newest.project_id}`;
    const jobs = (await call('GET', `${source}/pipelines/${newest.id}/jobs?per_page=100`)) as {
      id: number;
      name: string;
    }[];
    const check = jobs.find(({ name }) => name === 'check');
    if (check === undefined) continue;
    // Where the check ended before it could leave a report, the comment says that.
    const text = await call.text(`${source}/jobs/${check.id}/artifacts/report/comment.md`).catch(() => '');
    posted.push(await postToGitLab(run, String(iid), bodyOf({ text, sha, url: newest.web_url })));
  }
  return posted;
}

/** Comments on a merge request. */
export async function postToGitLab(
  { api, token, project }: GitLabRun,
  mergeRequest: string,
  body: string,
): Promise<Posted> {
  const call = caller(api, { 'PRIVATE-TOKEN': token });
  const me = (await call('GET', '/user')) as { id: number };
  const notes = `/projects/${encodeURIComponent(project)}/merge_requests/${encodeURIComponent(mergeRequest)}/notes`;
  for (let page = 1; ; page += 1) {
    const listed = (await call('GET', `${notes}?per_page=100&page=${page}`)) as {
      id: number;
      body: string;
      author: { id: number };
    }[];
    const ours = listed.find((note) => note.author.id === me.id && isOurs(note.body));
    if (ours?.body.trim() === body.trim()) return 'unchanged';
    if (ours !== undefined) {
      await call('PUT', `${notes}/${ours.id}`, { body });
      return 'rewritten';
    }
    if (listed.length < 100) break;
  }
  await call('POST', notes, { body });
  return 'written';
}

/** Requests to a forge's API; an answer other than 2xx is an error that does not show the token. */
function caller(api: string, headers: Record<string, string>) {
  async function attempt(method: string, path: string, body?: object): Promise<Response> {
    try {
      return await fetch(api + path, {
        method,
        headers: { ...headers, 'Content-Type': 'application/json', 'User-Agent': 'dpi-portal' },
        signal: AbortSignal.timeout(TIMEOUT),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch (error) {
      const { message, cause } = error as Error;
      throw new ForgeError(`${api} did not answer: ${cause instanceof Error ? cause.message : message}`);
    }
  }

  async function answered(method: string, path: string, body?: object): Promise<string> {
    let response = await attempt(method, path, body);
    for (const pause of PAUSES) {
      const wait = retryAfter(method, response, pause);
      if (wait === null) break;
      await response.body?.cancel();
      await sleep(wait);
      response = await attempt(method, path, body);
    }
    const text = await response.text();
    const place = `${method} ${path.split('?')[0]}`;
    if (!response.ok) {
      throw new ForgeError(
        `${place} was answered ${response.status}: ${text.slice(0, 300)}${ADVICE[response.status] ?? ''}`,
        response.status,
      );
    }
    return text;
  }

  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const text = await answered(method, path, body);
    try {
      return text === '' ? null : JSON.parse(text);
    } catch {
      const place = `${method} ${path.split('?')[0]}`;
      throw new ForgeError(`${place} was answered with no JSON: ${text.slice(0, 300)}`);
    }
  };
  /** What is there as it is, such as a file. */
  return Object.assign(call, { text: (path: string) => answered('GET', path) });
}

/** Milliseconds to wait for one answer. */
const TIMEOUT = 30_000;
/** Milliseconds to wait before the second and the third try, where the forge does not say how long. */
const PAUSES = [1000, 5000];
/** Milliseconds beyond which nobody waits for a forge. */
const LONGEST_PAUSE = 60_000;

const ADVICE: Record<number, string> = {
  401: '\nThe token is unknown or has ended.',
  403: '\nThe token may not do this. GitHub: the job needs "pull-requests: write". GitLab: the token needs the scope "api" and the role Reporter.',
};

/** Milliseconds until it makes sense to ask again; `null` where it makes none. */
function retryAfter(method: string, { status, headers }: Response, pause: number): number | null {
  const isLimited = status === 429 || (status === 403 && headers.has('retry-after'));
  // A forge that broke down may have written the comment all the same: a second one would stay for ever.
  if (!isLimited && !(status >= 500 && method !== 'POST')) return null;
  const seconds = Number.parseInt(headers.get('retry-after') ?? '', 10);
  const wait = Number.isNaN(seconds) ? pause : seconds * 1000;
  return wait <= LONGEST_PAUSE ? wait : null;
}
