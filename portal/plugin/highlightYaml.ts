import yaml from '@shikijs/langs/yaml';
import githubDark from '@shikijs/themes/github-dark-high-contrast';
import githubLight from '@shikijs/themes/github-light-high-contrast';
import { createHighlighterCoreSync, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

let highlighter: HighlighterCore | undefined;

/** YAML as HTML in the colours of the guides; style sheets choose between the two of a word. Made when first used. */
export function highlightYaml(text: string): string {
  highlighter ??= createHighlighterCoreSync({
    themes: [githubLight, githubDark],
    langs: [yaml],
    engine: createJavaScriptRegexEngine(),
  });
  return highlighter.codeToHtml(text.trimEnd(), {
    lang: 'yaml',
    themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    defaultColor: false,
    structure: 'inline',
  });
}
