import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import page from './Page.module.css';

/** Why a page shows nothing to whoever is not signed in to a team, and where to sign in. */
export default function SignInNotice({ children }: { children: ReactNode }): ReactNode {
  return (
    <div className={page.notice}>
      {children}
      <p className="dotted">
        <Link to="/my-team/">{translate({ id: 'world.toTeam', message: 'Sign in' })}</Link>
        <Link to="/get-a-key/">{translate({ id: 'team.noTeamYet', message: 'No team yet? Get a key' })}</Link>
      </p>
    </div>
  );
}
