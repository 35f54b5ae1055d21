import { compareText } from '@dpi/specs/compare-text';
import type { Catalogue, ProblemType } from '@dpi/specs/model';
import { markdownToHtml, markdownToText } from '../markdown.ts';
import type { ProblemListPage, ProblemPage } from '../pageData.ts';
import { firstSentence } from './standardPages.ts';

export function problemListPage({ problems }: Catalogue): ProblemListPage {
  return {
    problems: problems
      .map(({ id, status, title, meaning }) => ({ id, status, title, summary: firstSentence(markdownToText(meaning)) }))
      .sort((a, b) => a.status - b.status || compareText(a.id, b.id)),
  };
}

export function problemPage({ id, status, title, meaning, remedy, raisedBy }: ProblemType): ProblemPage {
  return {
    id,
    status,
    title,
    meaningHtml: markdownToHtml(meaning, 3),
    remedyHtml: markdownToHtml(remedy, 3),
    raisedBy,
  };
}
