import { dirname } from 'node:path/posix';
import type { Catalogue } from '@dpi/specs/model';

/** Where the forges look for it: GitHub and GitLab, in this order. */
export const CODEOWNERS_FILES = ['.github/CODEOWNERS', '.gitlab/CODEOWNERS'];

const HEAD = `# Who is asked to review a change. Made of specs/country.yaml and the x-agency of each spec: edit those,
# then run "npm run codeowners".
`;

/**
 * The text of a CODEOWNERS file: a spec belongs to the team of its agency together with that of the platform, and all else to
 * the team of the platform. The last line that fits a file counts, and no other.
 */
export function codeowners({ services, agencies, country }: Catalogue): string {
  const teams = new Map(agencies.map(({ id, team }) => [id, team]));
  const owned = services
    .map(({ file, agency }) => ({ folder: `/specs/services/${dirname(file)}/`, team: teams.get(agency ?? '') ?? null }))
    .filter(({ team }) => team !== null)
    .sort((a, b) => (a.folder < b.folder ? -1 : 1))
    .map(({ folder, team }) => ({ folder, owners: [...new Set([team, country.team])] }));
  const lines = [...(country.team === null ? [] : [{ folder: '*', owners: [country.team] }]), ...owned];
  const width = Math.max(...lines.map(({ folder }) => folder.length), 0);
  return `${HEAD}\n${lines.map(({ folder, owners }) => `${[folder.padEnd(width), ...owners].join(' ').trimEnd()}\n`).join('')}`;
}
