import type { Service } from '@dpi/specs/model';
import { markdownToHtml } from '../markdown.ts';
import type { ChangelogPage } from '../pageData.ts';

const LEVELS = ['breaking', 'warning', 'harmless'] as const;

export function changelogPage({ title, version, url, changelog, releases }: Service): ChangelogPage {
  return {
    title,
    version,
    url,
    changelogHtml: markdownToHtml(withoutTitle(changelog), 3),
    releases: releases.map((release, index) => ({
      version: release.version,
      date: release.date,
      score: release.score,
      isFirst: index === releases.length - 1,
      changes: LEVELS.flatMap((level) => {
        const some = release.changes.filter((change) => change.level === level);
        if (some.length === 0) return [];
        return [{ level, items: some.map(({ id, operation, text }) => ({ id, operation, html: lineHtml(text) })) }];
      }),
    })),
  };
}

/** The page has its own heading for the changelog. */
function withoutTitle(changelog: string): string {
  return changelog.replace(/^\s*# .*\n/, '');
}

/** A sentence with `code` in it, without the paragraph around it. */
function lineHtml(text: string): string {
  return markdownToHtml(text).replace(/^<p>(.*)<\/p>$/s, '$1');
}
