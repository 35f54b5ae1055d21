import type { Persona } from '@dpi/specs/model';

/** Two people for tests. */
export const RAHIMA: Persona = {
  id: 'rahima-begum',
  name: 'Rahima Begum',
  summary: '',
  purpose: '',
  identifiers: { nid: '1990000001', mobile: '+8801700000001' },
  facts: { birthDate: '1961-03-12', nameEn: 'Rahima Begum', gender: 'female', address: { district: 'Kurigram' } },
};

export const KARIM: Persona = {
  id: 'karim-mia',
  name: 'Karim Mia',
  summary: '',
  purpose: '',
  identifiers: { nid: '1990000002', mobile: '+8801700000002' },
  facts: { birthDate: '1980-01-05', nameEn: 'Karim Mia', gender: 'male' },
};
