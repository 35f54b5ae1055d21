import { translate } from '@docusaurus/Translate';
import { type ReactNode, useEffect, useState } from 'react';
import type { HttpRequest } from '../console/httpRequest.ts';
import CodeBlock from './CodeBlock.tsx';
import { codeLanguages } from './codeSamples/index.ts';
import Tabs from './Tabs.tsx';

const STORAGE_NAME = 'dpi.language';

interface CodeSamplesProps {
  /** As it is shown: without the secret. */
  request: HttpRequest;
  /** As it is copied: ready to run. */
  ready: HttpRequest;
}

/** The request in each language. The reader's choice of language is remembered. */
export default function CodeSamples({ request, ready }: CodeSamplesProps): ReactNode {
  const [language, setLanguage] = useState('curl');
  useEffect(() => {
    const remembered = readLanguage();
    if (codeLanguages.some(({ id }) => id === remembered)) setLanguage(remembered);
  }, []);

  const masked = request.headers.find(({ value }, index) => value !== ready.headers[index]?.value);
  const label = (name: string) => {
    if (masked === undefined) return name;
    return masked.name === 'Authorization'
      ? translate({ id: 'ref.codeWithToken', message: '{name}, copied with your token' }, { name })
      : translate({ id: 'ref.codeWithKey', message: '{name}, copied with your key' }, { name });
  };
  return (
    <Tabs
      label={translate({ id: 'ref.codeLanguage', message: 'Programming language' })}
      selected={language}
      onSelect={(id) => {
        setLanguage(id);
        rememberLanguage(id);
      }}
      tabs={codeLanguages.map(({ id, name, write }) => ({
        id,
        label: name,
        panel: (
          <CodeBlock label={label(name)} text={write(ready)}>
            {write(request)}
          </CodeBlock>
        ),
      }))}
    />
  );
}

function readLanguage(): string {
  try {
    return localStorage.getItem(STORAGE_NAME) ?? '';
  } catch {
    return '';
  }
}

function rememberLanguage(id: string): void {
  try {
    localStorage.setItem(STORAGE_NAME, id);
  } catch {
    // The choice then lasts as long as the page.
  }
}
