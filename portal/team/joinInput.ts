/** What is wrong with what was typed into the join form, by field; the texts are chosen where they are shown. */
export type JoinFault = { field: 'joinCode' | 'name' | 'recoveryCode' | 'form'; fault: FaultKind };

export type FaultKind =
  | 'code-missing'
  | 'code-wrong'
  | 'event-closed'
  | 'name-missing'
  | 'name-length'
  | 'name-taken'
  | 'name-unprintable'
  | 'recovery-missing'
  | 'recovery-wrong'
  | 'too-many'
  | 'unreachable'
  | 'unknown';

const NAME_LENGTH = { least: 2, most: 60 };

/** What can be told before asking the sandbox. */
export function joinFaults(joinCode: string, name: string): JoinFault[] {
  const faults: JoinFault[] = [];
  const length = [...name.normalize('NFC').replace(/\s+/g, ' ').trim()].length;
  if (joinCode.trim() === '') faults.push({ field: 'joinCode', fault: 'code-missing' });
  if (length === 0) faults.push({ field: 'name', fault: 'name-missing' });
  else if (length < NAME_LENGTH.least || length > NAME_LENGTH.most)
    faults.push({ field: 'name', fault: 'name-length' });
  return faults;
}

/** What a problem of the control API says about the fields. */
export function problemFaults({ id, errors }: { id: string; errors: { path: string }[] }): JoinFault[] {
  switch (id) {
    case 'join-code-wrong':
      return [{ field: 'joinCode', fault: 'code-wrong' }];
    case 'event-closed':
      return [{ field: 'joinCode', fault: 'event-closed' }];
    case 'team-name-taken':
      return [{ field: 'name', fault: 'name-taken' }];
    case 'recovery-code-wrong':
      return [{ field: 'recoveryCode', fault: 'recovery-wrong' }];
    case 'request-invalid': {
      const faults = errors.flatMap(({ path }) => invalidFields[path] ?? []);
      return faults.length > 0 ? faults : [{ field: 'form', fault: 'unknown' }];
    }
    case 'quota-exceeded':
      return [{ field: 'form', fault: 'too-many' }];
    case 'unreachable':
      return [{ field: 'form', fault: 'unreachable' }];
    default:
      return [{ field: 'form', fault: 'unknown' }];
  }
}

const invalidFields: Record<string, JoinFault> = {
  '/joinCode': { field: 'joinCode', fault: 'code-wrong' },
  // Missing and over-long names were told before asking.
  '/name': { field: 'name', fault: 'name-unprintable' },
  '/recoveryCode': { field: 'recoveryCode', fault: 'recovery-wrong' },
};

/** The join code in a link such as `/get-a-key/#code=4XKD-9T2M`. Not in the query: that ends in logs. */
export function joinCodeOf(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, '')).get('code')?.slice(0, 100) ?? '';
}
