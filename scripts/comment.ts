// Runs on a bare Node, without packages: where it has a token that may write, nothing else is loaded.

import { lstat, readFile } from 'node:fs/promises';
import { errorMessage } from '../specs/base/error-message.ts';
import { commandLine } from './command-line.ts';
import { commentBody } from './pull-request/comment-body.ts';
import { type GitHubRun, postAllToGitLab, postToGitHub, uploadToCodeScanning } from './pull-request/post-comment.ts';

const USE =
  'Use: npm run comment -- github|print <report.md>, github-alerts <report.sarif>, or gitlab, which reads the reports of open merge requests';

const { read, wrongUse } = commandLine(USE);
const [where, file, ...more] = read({ allowPositionals: true }).positionals;
if (more.length > 0) wrongUse('Name one report.');
if (where === 'gitlab' && file !== undefined) wrongUse('For GitLab no report is named.');
try {
  console.log(
    await (where === 'gitlab' ? commentOnGitLab() : comment(where, file ?? wrongUse('Name a forge and a report.'))),
  );
} catch (error) {
  console.error(errorMessage(error));
  process.exitCode = 1;
}

/** Posts a report, or only shows what would be posted. */
async function comment(where: string | undefined, file: string): Promise<string> {
  switch (where) {
    case 'github': {
      const run = gitHubRun();
      const body = bodyOf(await readReport(file), run.head.sha, variable('RUN_URL'));
      return `The comment: ${await postToGitHub(run, body)}.`;
    }
    case 'github-alerts': {
      const sarif = await readReport(file);
      return `The alerts: ${sarif === '' ? 'no report' : await uploadToCodeScanning(gitHubRun(), sarif)}.`;
    }
    case 'print':
      return bodyOf(await readReport(file), variable('HEAD_SHA'), variable('RUN_URL'));
    default:
      return wrongUse(`There is no forge "${where}".`);
  }
}

function gitHubRun(): GitHubRun {
  return {
    api: variable('GITHUB_API_URL'),
    token: variable('GITHUB_TOKEN'),
    repository: variable('GITHUB_REPOSITORY'),
    head: { owner: variable('HEAD_OWNER'), branch: variable('HEAD_BRANCH'), sha: variable('HEAD_SHA') },
  };
}

async function commentOnGitLab(): Promise<string> {
  const run = { api: variable('CI_API_V4_URL'), token: variable('GITLAB_TOKEN'), project: variable('CI_PROJECT_ID') };
  const posted = await postAllToGitLab(run, ({ text, sha, url }) => bodyOf(text, sha, url));
  return `The comments: ${posted.length === 0 ? 'none is due' : posted.join(', ')}.`;
}

function bodyOf(report: string, commit: string, url: string): string {
  const portalUrl = process.env.PUBLIC_URL?.replace(/\/+$/, '') || null;
  return commentBody(report, { url, commit, portalUrl });
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
