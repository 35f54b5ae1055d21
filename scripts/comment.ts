// Runs on a bare Node, without packages: where it has a token that may write, nothing else is loaded.
import { readFile } from 'node:fs/promises';
import { help } from './command-line.ts';
import { commentBody } from './pull-request/comment-body.ts';
import { postToGitHub, postToGitLab } from './pull-request/post-comment.ts';

const USE = 'Use: npm run comment -- github|gitlab <report.md>';

help(USE);
try {
  const [forge, file] = process.argv.slice(2);
  if (file === undefined) throw new Error(USE);
  const body = commentBody(await readFile(file, 'utf8'), variable('RUN_URL'));
  console.log(`The comment: ${await post(forge, body)}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function post(forge: string | undefined, body: string) {
  switch (forge) {
    case 'github':
      return postToGitHub(
        {
          api: variable('GITHUB_API_URL'),
          token: variable('GITHUB_TOKEN'),
          repository: variable('GITHUB_REPOSITORY'),
          head: { owner: variable('HEAD_OWNER'), branch: variable('HEAD_BRANCH'), sha: variable('HEAD_SHA') },
        },
        body,
      );
    case 'gitlab':
      return postToGitLab(
        {
          api: variable('CI_API_V4_URL'),
          token: variable('GITLAB_TOKEN'),
          project: variable('CI_PROJECT_ID'),
          mergeRequest: variable('CI_MERGE_REQUEST_IID'),
        },
        body,
      );
    default:
      throw new Error(USE);
  }
}

function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. This command is for the CI of GitHub and GitLab.`);
  return value;
}
