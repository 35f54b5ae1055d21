import { translate } from '@docusaurus/Translate';
import { type ComponentProps, cloneElement, isValidElement, type ReactNode } from 'react';
import { useSandboxOrigin } from '../console/useSandboxOrigin.ts';
import CodeBlock from '../reference/CodeBlock.tsx';

/** Code in a guide, coloured by the build, named by its language, ready to be copied. */
export default function GuideCode({ className, children }: ComponentProps<'pre'>): ReactNode {
  const code = isValidElement<ComponentProps<'code'>>(children) ? children.props : { children };
  const { built, show } = useSandboxOrigin();
  const content = built === show ? code.children : withText(code.children, (text) => text.replaceAll(built, show));
  const language = /language-(\S+)/.exec(code.className ?? '')?.[1] ?? 'text';
  return (
    <div className={className}>
      <CodeBlock label={languageName(language)} text={textOf(content).trimEnd()}>
        {content}
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

/** The same elements with every text in them replaced. */
function withText(node: ReactNode, replace: (text: string) => string): ReactNode {
  if (typeof node === 'string') return replace(node);
  if (Array.isArray(node)) return node.map((item) => withText(item, replace));
  if (!isValidElement<{ children?: ReactNode }>(node)) return node;
  return cloneElement(node, {}, withText(node.props.children, replace));
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
