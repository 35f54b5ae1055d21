import { dirname } from 'node:path/posix';
import { compareText } from '@dpi/specs/compare-text';
import type { Catalogue } from '@dpi/specs/model';

export type Forge = 'github' | 'gitlab';

/** Where each forge looks for it. */
export const CODEOWNERS_FILES: Record<Forge, string> = {
  github: '.github/CODEOWNERS',
  gitlab: '.gitlab/CODEOWNERS',
};

const HEAD = `# Who is asked to review a change. Made of specs/country.yaml and the x-agency of each spec: edit those,
# then run "npm run codeowners".
`;

/**
 * The text of a CODEOWNERS file: a spec belongs to the team of its agency, and everything to the team of the platform. Of the
 * owners on one line, any one may approve. GitLab asks for one approval for each section; GitHub has no sections and takes
 * the last line that fits, so there the platform's approval of specs is asked for by a ruleset of the repository.
 */
export function codeowners({ services, agencies, country }: Catalogue, forge: Forge): string {
  const teams = new Map(agencies.map(({ id, team }) => [id, team]));
  const owned = services
    .map(({ file, agency }) => ({ folder: `/specs/services/${dirname(file)}/`, team: teams.get(agency ?? '') ?? null }))
    .filter(({ team }) => team !== null)
    .sort((a, b) => compareText(a.folder, b.folder));
  const everything = country.team === null ? [] : [{ folder: '*', team: country.team }];
  const width = Math.max(...[...everything, ...owned].map(({ folder }) => folder.length), 0);
  const text = (lines: { folder: string; team: string | null }[]) =>
    lines.map(({ folder, team }) => `${folder.padEnd(width)} ${team}\n`).join('');
  return forge === 'gitlab'
    ? `${HEAD}\n[Platform]\n${text(everything)}\n[Agencies]\n${text(owned)}`
    : `${HEAD}\n${text([...everything, ...owned])}`;
}
