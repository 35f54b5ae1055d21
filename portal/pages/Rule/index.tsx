import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import LifecycleBadge from '../../catalogue/LifecycleBadge.tsx';
import { categoryName } from '../../guideline/categoryName.ts';
import StageTrack from '../../guideline/StageTrack.tsx';
import WaiverNote from '../../guideline/WaiverNote.tsx';
import type { RulePage } from '../../plugin/pageData.ts';
import CodeBlock from '../../reference/CodeBlock.tsx';
import Prose from '../../reference/Prose.tsx';
import { plainText } from '../../reference/plainText.ts';
import { useNumber } from '../../shell/useNumber.ts';
import pageStyles from '../../styles/page.module.css';
import styles from './styles.module.css';

/** One rule of the guideline: why it is there, what breaks it, how to mend that, and who does not keep it yet. */
export default function Rule({ page }: { page: RulePage }): ReactNode {
  const { id, category, title, whyHtml, fixHtml, bad, good, requiredFrom, points, protectsPeople, brokenBy, waivers } =
    page;
  const number = useNumber();
  return (
    <Layout title={title} description={plainText(whyHtml, 160) || title}>
      <main className={pageStyles.page}>
        <nav className={pageStyles.crumbs} aria-label={translate({ id: 'theme.crumbs', message: 'You are here' })}>
          <Link to="/guideline/">{translate({ id: 'guideline.title', message: 'API guideline' })}</Link>
          {' / '}
          <Link to={`/guideline/#${category}`}>{categoryName(category)}</Link>
        </nav>
        <h1>{title}</h1>
        <p className={styles.facts}>
          <code>{id}</code>
          <span>
            {translate(
              { id: 'guideline.worth', message: 'worth {points} of {most} points' },
              { points: number(points), most: number(100) },
            )}
          </span>
        </p>
        {protectsPeople && (
          <p>
            <Translate id="guideline.capExplained">
              This rule protects people. A service that breaks it scores at most 60, 40 with a second such rule, 20 with
              more, whatever else is right.
            </Translate>
          </p>
        )}
        <StageTrack requiredFrom={requiredFrom} />
        <h2>
          <Translate id="guideline.why">Why</Translate>
        </h2>
        <Prose html={whyHtml} />
        <div className={styles.pair}>
          <Yaml label={translate({ id: 'guideline.bad', message: '✗ Incorrect' })} code={bad} />
          <Yaml label={translate({ id: 'guideline.good', message: '✓ Correct' })} code={good} />
        </div>
        <h2>
          <Translate id="guideline.fix">How to fix it</Translate>
        </h2>
        <Prose html={fixHtml} />
        <h2>
          <Translate id="guideline.breakers">Services that fail this rule</Translate>
        </h2>
        {brokenBy.length === 0 ? (
          <p>
            <Translate id="guideline.nobody">None. Every service passes this rule.</Translate>
          </p>
        ) : (
          <ul>
            {brokenBy.map((service) => (
              <li key={service.url}>
                <Link to={service.url}>{service.title}</Link> {service.version}{' '}
                <LifecycleBadge lifecycle={service.lifecycle} />{' '}
                {translate(
                  { id: 'guideline.lost', message: '−{points} points, {places} places' },
                  { points: number(service.points), places: number(service.places) },
                )}
              </li>
            ))}
          </ul>
        )}
        {waivers.length > 0 && (
          <>
            <h2>
              <Translate id="guideline.waivers">Waivers</Translate>
            </h2>
            <ul>
              {waivers.map((waiver) => (
                <li key={`${waiver.url} ${waiver.reason}`}>
                  <Link to={waiver.url}>{waiver.title}</Link> {waiver.version}: <WaiverNote waiver={waiver} />
                </li>
              ))}
            </ul>
          </>
        )}
      </main>
    </Layout>
  );
}

function Yaml({ label, code }: { label: string; code: RulePage['bad'] }): ReactNode {
  return (
    <CodeBlock label={label} text={code.text}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the build colours it, and escapes all of its text */}
      <span className="shiki" dangerouslySetInnerHTML={{ __html: code.html }} />
    </CodeBlock>
  );
}
