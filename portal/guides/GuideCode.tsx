import { translate } from '@docusaurus/Translate';
import { type ComponentProps, isValidElement, type ReactNode } from 'react';
import CodeBlock from '../reference/CodeBlock.tsx';

/** Code in a guide, coloured by the build, named by its language, ready to be copied. */
export default function GuideCode({ className, children }: ComponentProps<'pre'>): ReactNode {
  const code = isValidElement<ComponentProps<'code'>>(children) ? children.props : { children };
  const language = /language-(\S+)/.exec(code.className ?? '')?.[1] ?? 'text';
  return (
    <div className={className}>
      <CodeBlock label={languageName(language)} text={textOf(code.children).trimEnd()}>
        {code.children}
      </CodeBlock>
    </div>
  );
}

/** The text inside nested elements. */
function textOf(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(textOf).join('');
  if (isValidElement<{ children?: ReactNode }>(node)) return textOf(node.props.children);
  return typeof node === 'string' || typeof node === 'number' ? String(node) : '';
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
