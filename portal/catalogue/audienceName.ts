import { translate } from '@docusaurus/Translate';

/** Who may use a service; a spec's own word as it stands. */
export function audienceName(audience: string): string {
  switch (audience) {
    case 'public-agency':
      return translate({ id: 'catalogue.audience.agency', message: 'Public agencies' });
    case 'bank':
      return translate({ id: 'catalogue.audience.bank', message: 'Banks' });
    case 'mfs':
      return translate({ id: 'catalogue.audience.mfs', message: 'Mobile financial services' });
    case 'telecom':
      return translate({ id: 'catalogue.audience.telecom', message: 'Telecom operators' });
    case 'startup':
      return translate({ id: 'catalogue.audience.startup', message: 'Startups' });
    case 'hackathon':
      return translate({ id: 'catalogue.audience.hackathon', message: 'Hackathon teams' });
    default:
      return audience;
  }
}
