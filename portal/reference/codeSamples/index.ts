import type { HttpRequest } from '../../console/httpRequest.ts';
import { csharp } from './csharp.ts';
import { curl } from './curl.ts';
import { java } from './java.ts';
import { javascript } from './javascript.ts';
import { php } from './php.ts';
import { python } from './python.ts';

export interface CodeLanguage {
  id: string;
  /** A proper name: the same in every language of the portal. */
  name: string;
  write(request: HttpRequest): string;
}

export const codeLanguages: CodeLanguage[] = [
  { id: 'curl', name: 'curl', write: curl },
  { id: 'javascript', name: 'JavaScript', write: javascript },
  { id: 'python', name: 'Python', write: python },
  { id: 'php', name: 'PHP', write: php },
  { id: 'java', name: 'Java', write: java },
  { id: 'csharp', name: 'C#', write: csharp },
];
