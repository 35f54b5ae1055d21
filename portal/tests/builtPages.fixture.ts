import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPortalBuild } from '../../scripts/portal/build.ts';

/** Address of the site that the pages were built for. */
export const SITE = 'http://localhost:4000';

export interface BuiltPage {
  path: string;
  locale: string;
  /** Without its scripts. */
  html: string;
  /** Addresses of the scripts, styles and media that it loads. */
  loads: string[];
}

/** Every page that was built. */
export async function builtPages(): Promise<BuiltPage[]> {
  const { dir, done } = await findPortalBuild(null, SITE);
  assert.ok(done, 'The portal is not built. "npm test" does it.');
  const pages = globSync('**/index.html', { cwd: dir }).map((file) => {
    const whole = readFileSync(join(dir, file), 'utf8');
    return {
      path: `/${file.slice(0, -'index.html'.length)}`,
      locale: file.startsWith('bn/') ? 'bn' : 'en',
      html: whole.replace(/<script\b.*?<\/script>/gs, ''),
      loads: loadsOf(whole),
    };
  });
  assert.ok(pages.length > 0);
  return pages;
}

function loadsOf(html: string): string[] {
  return tagsOf(html, 'script|img|iframe|source|video|audio|embed|object|link').flatMap(({ name, attributes }) => {
    if (name === 'link' && !/stylesheet|icon|preload|manifest/.test(attributes.get('rel') ?? '')) return [];
    return ['src', 'srcset', 'data', 'href'].flatMap((key) => attributes.get(key) ?? []);
  });
}

/** The texts of all style sheets. */
export async function builtStyles(): Promise<string[]> {
  const { dir } = await findPortalBuild(null, SITE);
  return globSync('**/*.css', { cwd: dir }).map((file) => readFileSync(join(dir, file), 'utf8'));
}

/** Where the links of a page lead, as they are written. */
export function linksOf(html: string): string[] {
  return tagsOf(html, 'a').flatMap(({ attributes }) => attributes.get('href') ?? []);
}

export interface Tag {
  name: string;
  attributes: Map<string, string>;
  /** Where what follows the tag begins. */
  end: number;
}

/**
 * Start tags in the order of the page.
 * @param names of the elements, separated by `|`
 */
export function tagsOf(html: string, names: string): Tag[] {
  const tag = new RegExp(`<(${names})(?=[\\s>/])((?:"[^"]*"|'[^']*'|[^"'>])*)>`, 'g');
  return [...html.matchAll(tag)].map((match) => ({
    name: match[1] ?? '',
    attributes: attributesOf(match[2] ?? ''),
    end: match.index + match[0].length,
  }));
}

function attributesOf(text: string): Map<string, string> {
  const pairs = text.matchAll(/([^\s="'>/]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]*)))?/g);
  return new Map([...pairs].map(([, name = '', ...values]) => [name, unescaped(values.find(Boolean) ?? '')]));
}

function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
