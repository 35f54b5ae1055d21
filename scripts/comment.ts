// Runs on a bare Node, without packages: where it has a token that may write, nothing else is loaded.
import { lstat, readFile } from 'node:fs/promises';
import { commandLine } from './command-line.ts';
import { commentBody } from './pull-request/comment-body.ts';
import { postToGitHub, postToGitLab } from './pull-request/post-comment.ts';

const USE = 'Use: npm run comment -- github|gitlab|print <report.md>';

const { read, wrongUse } = commandLine(USE);
const [where, file, ...more] = read({ allowPositionals: true }).positionals;
if (more.length > 0) wrongUse('Name one report.');
const report = file ?? wrongUse('Name a forge and a report.');
try {
  const post = placeOf(where);
  console.log(await post(await readReport(report)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

/** What posts a report, or only shows what would be posted. */
function placeOf(where: string | undefined): (report: string) => Promise<string> {
  switch (where) {
    case 'github': {
      const head = { owner: variable('HEAD_OWNER'), branch: variable('HEAD_BRANCH'), sha: variable('HEAD_SHA') };
      const run = {
        api: variable('GITHUB_API_URL'),
        token: variable('GITHUB_TOKEN'),
        repository: variable('GITHUB_REPOSITORY'),
        head,
      };
      return async (report) => `The comment: ${await postToGitHub(run, bodyOf(report, head.sha))}.`;
    }
    case 'gitlab': {
      const run = {
        api: variable('CI_API_V4_URL'),
        token: variable('GITLAB_TOKEN'),
        project: variable('CI_PROJECT_ID'),
        mergeRequest: variable('CI_MERGE_REQUEST_IID'),
      };
      const commit = variable('CI_COMMIT_SHA');
      return async (report) => `The comment: ${await postToGitLab(run, bodyOf(report, commit))}.`;
    }
    case 'print':
      return async (report) => bodyOf(report, variable('HEAD_SHA'));
    default:
      return wrongUse(`There is no forge "${where}".`);
  }
}

function bodyOf(report: string, commit: string): string {
  const portalUrl = process.env.PUBLIC_URL?.replace(/\/+$/, '') || null;
  return commentBody(report, { url: variable('RUN_URL'), commit, portalUrl });
}

/**
 * The report, or nothing where the check left none. A link is not followed: the code of a pull request made this file, and
 * what a link leads to on this machine is none of its business.
 */
async function readReport(file: string): Promise<string> {
  const status = await lstat(file).catch(() => null);
  return status?.isFile() ? await readFile(file, 'utf8') : '';
}

function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. This command is for the CI of GitHub and GitLab.`);
  return value;
}
