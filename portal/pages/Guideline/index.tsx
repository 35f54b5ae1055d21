import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import type { Lifecycle } from '@dpi/specs/model';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import LifecycleBadge from '../../catalogue/LifecycleBadge.tsx';
import { lifecycleName } from '../../catalogue/lifecycleName.ts';
import TextFilter from '../../catalogue/TextFilter.tsx';
import { useTextFilter } from '../../catalogue/useTextFilter.ts';
import { categoryName } from '../../guideline/categoryName.ts';
import { stageMeaning } from '../../guideline/stageMeaning.ts';
import type { GuidelinePage } from '../../plugin/pageData.ts';
import { useNumber } from '../../shell/useNumber.ts';
import list from '../../styles/list.module.css';
import pageStyles from '../../styles/page.module.css';
import styles from './styles.module.css';

const STAGES: Lifecycle[] = ['draft', 'alpha', 'beta', 'stable', 'deprecated', 'retired'];

/** Every rule of the API guideline, and how it is counted. */
export default function Guideline({ page }: { page: GuidelinePage }): ReactNode {
  const number = useNumber();
  const { collectAnchor } = useBrokenLinks();
  for (const id of [...page.categories.map(({ id }) => id), 'stages', 'waivers']) collectAnchor(id);
  const title = translate({ id: 'guideline.title', message: 'API guideline' });
  const lead = translate({
    id: 'guideline.lead',
    message:
      'What a specification must follow so that people and programs can rely on every service in the same way. The check of each pull request, the score and these pages are made of the same rules.',
  });
  const rules = page.categories.flatMap((category) => category.rules);
  const filter = useTextFilter(rules, textOf);
  const categories = page.categories.flatMap((category) => {
    const shown = category.rules.filter((rule) => filter.shown.includes(rule));
    return shown.length === 0 ? [] : [{ ...category, rules: shown }];
  });
  return (
    <Layout title={title} description={lead}>
      <main className={pageStyles.page}>
        <h1>{title}</h1>
        <p className={pageStyles.lead}>{lead}</p>
        <p>
          <Translate id="guideline.score">
            A service that keeps every rule scores 100. Each category has points of its own, most of all security,
            because people suffer from its faults; its rules share them. A rule about the whole service is kept or not.
            A rule about operations loses the square root of the share of operations that break it: one in a hundred
            costs a tenth of its points, one in four a half. Breaking a rule that protects people caps the score: at 60
            for one, 40 for two, 20 for more. A specification without an operation scores 0. Each rule is required from
            a stage on: earlier it is only a warning, from there on the check does not pass.
          </Translate>
        </p>
        <TextFilter filter={filter} all={rules.length} />
        {categories.map(({ id, points, rules: shown }) => (
          <section key={id} aria-labelledby={id}>
            <h2 id={id}>
              {categoryName(id)}{' '}
              <small>
                {translate({ id: 'guideline.points', message: '{points} points' }, { points: number(points) })}
              </small>
            </h2>
            <ul className={list.list}>
              {shown.map((rule) => (
                <li key={rule.id} className={styles.rule}>
                  <Link className={list.name} to={`/guideline/${rule.id}/`}>
                    {rule.title}
                  </Link>
                  <code className={styles.id}>{rule.id}</code>
                  {rule.protectsPeople && (
                    <span className={list.text}>
                      <Translate id="guideline.protectsPeople">protects people: caps the score</Translate>
                    </span>
                  )}
                  <span className={list.text}>
                    {translate(
                      { id: 'guideline.worth', message: 'worth {points} of {most} points' },
                      { points: number(rule.points), most: number(100) },
                    )}
                  </span>
                  <span className={list.text}>
                    {translate(
                      { id: 'guideline.requiredFrom', message: 'required from {stage}' },
                      { stage: lifecycleName(rule.requiredFrom) },
                    )}
                  </span>
                  <span className={list.note}>
                    {rule.brokenBy === 0
                      ? translate({ id: 'guideline.kept', message: '✓ all pass' })
                      : translate(
                          { id: 'guideline.brokenBy', message: '{count} of {all} fail' },
                          { count: number(rule.brokenBy), all: number(page.services) },
                        )}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
        <h2 id="stages">
          <Translate id="guideline.stages">Stages of a service</Translate>
        </h2>
        <dl className={styles.stages}>
          {STAGES.map((stage) => (
            <div key={stage}>
              <dt>
                <LifecycleBadge lifecycle={stage} />
              </dt>
              <dd>{stageMeaning(stage)}</dd>
            </div>
          ))}
        </dl>
        <h2 id="waivers">
          <Translate id="guideline.waivers">Waivers</Translate>
        </h2>
        <p>
          <Translate id="guideline.waiversWhat">
            A service that cannot keep a rule yet names it under x-waivers, with a reason and the last day, at most a
            year ahead. Until then the rule stops no check and caps no score, but its points stay lost, so that the
            score says how the specification is; the waiver is shown on the page of the service and of the rule. After
            that day the rule applies again.
          </Translate>
        </p>
      </main>
    </Layout>
  );
}

function textOf({ id, title }: GuidelinePage['categories'][number]['rules'][number]): string {
  return `${id} ${title}`;
}
