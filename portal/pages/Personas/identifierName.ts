import { translate } from '@docusaurus/Translate';

/** What the number is called; a key of another country's data as it stands. */
export function identifierName(key: string): string {
  switch (key) {
    case 'nid':
      return translate({ id: 'personas.nid', message: 'National ID' });
    case 'brn':
      return translate({ id: 'personas.brn', message: 'Birth registration' });
    case 'mobile':
      return translate({ id: 'personas.mobile', message: 'Mobile' });
    case 'email':
      return translate({ id: 'personas.email', message: 'E-mail' });
    case 'account':
      return translate({ id: 'personas.account', message: 'Bank account' });
    case 'wallet':
      return translate({ id: 'personas.wallet', message: 'Mobile wallet' });
    case 'tin':
    case 'bin':
      return key.toUpperCase();
    case 'tradeLicence':
      return translate({ id: 'personas.tradeLicence', message: 'Trade licence' });
    case 'medicalLicence':
      return translate({ id: 'personas.medicalLicence', message: 'Medical licence' });
    case 'studentId':
      return translate({ id: 'personas.studentId', message: 'Student ID' });
    case 'examRegistration':
      return translate({ id: 'personas.examRegistration', message: 'Exam registration' });
    case 'birthNotification':
      return translate({ id: 'personas.birthNotification', message: 'Birth notification' });
    case 'khatian':
      return translate({ id: 'personas.khatian', message: 'Khatian' });
    default:
      return key;
  }
}
