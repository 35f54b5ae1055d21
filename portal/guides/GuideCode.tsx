import { translate } from '@docusaurus/Translate';
import { type ComponentProps, isValidElement, type ReactNode } from 'react';
import { useSandboxOrigin } from '../console/useSandboxOrigin.ts';
import CodeBlock from '../reference/CodeBlock.tsx';
import { replaceOrigin, textOf } from './replaceOrigin.ts';

/** Code in a guide, coloured by the build, named by its language, ready to be copied. */
export default function GuideCode({ className, children }: ComponentProps<'pre'>): ReactNode {
  const code = isValidElement<ComponentProps<'code'>>(children) ? children.props : { children };
  const { built, show } = useSandboxOrigin();
  const language = /language-(\S+)/.exec(code.className ?? '')?.[1] ?? 'text';
  // In what the platform answers, its public address is part of identifiers, whichever address the reader uses.
  const content = language === 'json' ? code.children : replaceOrigin(code.children, built, show);
  return (
    <div className={className}>
      <CodeBlock label={languageName(language)} text={textOf(content).trimEnd()}>
        {content}
      </CodeBlock>
    </div>
  );
}

/** Code in a sentence of a guide. */
export function GuideInlineCode({ children, ...attributes }: ComponentProps<'code'>): ReactNode {
  const { built, show } = useSandboxOrigin();
  return <code {...attributes}>{replaceOrigin(children, built, show)}</code>;
}

/** What a reader calls the language of a code fence. */
function languageName(language: string): string {
  switch (language) {
    case 'sh':
      return translate({ id: 'guide.command', message: 'Command' });
    case 'ts':
      return 'TypeScript';
    case 'python':
      return 'Python';
    default:
      return language.toUpperCase();
  }
}
