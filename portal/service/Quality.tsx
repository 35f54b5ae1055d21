import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import type { ReactNode } from 'react';
import { categoryName } from '../guideline/categoryName.ts';
import WaiverNote from '../guideline/WaiverNote.tsx';
import type { ServiceQuality } from '../plugin/pageData.ts';
import { useNumber } from '../shell/useNumber.ts';
import styles from './Quality.module.css';

/** How well the spec follows the guideline: by category, with every lost point, and what it is let off. */
export default function Quality({ quality }: { quality: ServiceQuality }): ReactNode {
  const { score, cap, categories, losses, waivers } = quality;
  const number = useNumber();
  useBrokenLinks().collectAnchor('quality');
  return (
    <section aria-labelledby="quality">
      <h2 id="quality">
        <Translate id="service.score">Quality of the specification</Translate>
      </h2>
      <p className={`${styles.score} dotted`}>
        <span>
          <strong>{number(score)}</strong>{' '}
          {translate({ id: 'service.ofMost', message: 'of {most}' }, { most: number(100) })}
        </span>
        <Link to="/guideline/">
          <Translate id="service.scoreHow">how the score is calculated</Translate>
        </Link>
      </p>
      {cap !== null && (
        <p className={styles.cap}>
          {cap.rules.length === 0 ? (
            <Translate id="service.capEmpty">
              The specification has no operation, so there is nothing to score.
            </Translate>
          ) : (
            <>
              {translate(
                {
                  id: 'service.cap',
                  message: 'Not more than {points}, whatever else is right, because people are not protected:',
                },
                { points: number(cap.points) },
              )}{' '}
              {cap.rules.map(({ id, title }, index) => (
                <span key={id}>
                  {index > 0 && ', '}
                  <Link to={`/guideline/${id}/`}>{title}</Link>
                </span>
              ))}
            </>
          )}
        </p>
      )}
      <table className={styles.categories}>
        <caption className="visually-hidden">
          <Translate id="service.byCategory">Points by category of the guideline</Translate>
        </caption>
        <tbody>
          {categories.map(({ id, points, maximum }) => (
            <tr key={id}>
              <th scope="row">{categoryName(id)}</th>
              <td className={styles.bar} aria-hidden="true">
                <span style={{ inlineSize: `${(points / maximum) * 100}%` }} />
              </td>
              <td className={styles.points}>
                {translate(
                  { id: 'service.points', message: '{points} of {maximum}' },
                  { points: number(points), maximum: number(maximum) },
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {losses.length > 0 && <Losses losses={losses} />}
      {waivers.length > 0 && (
        <>
          <h3>
            <Translate id="guideline.waivers">Waivers</Translate>
          </h3>
          <ul>
            {waivers.map((waiver) => (
              <li key={`${waiver.rule} ${waiver.reason}`}>
                <Link to={`/guideline/${waiver.rule}/`}>{waiver.title}</Link>: <WaiverNote waiver={waiver} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Losses({ losses }: Pick<ServiceQuality, 'losses'>): ReactNode {
  const number = useNumber();
  return (
    <details className={styles.losses}>
      <summary>
        {losses.length === 1
          ? translate({ id: 'service.loss', message: 'Where points are lost: 1 rule' })
          : translate(
              { id: 'service.losses', message: 'Where points are lost: {count} rules' },
              { count: number(losses.length) },
            )}
      </summary>
      <ul>
        {losses.map(({ rule, title, points, places, more }) => (
          <li key={rule}>
            <Link to={`/guideline/${rule}/`}>{title}</Link>{' '}
            <span className={styles.lost}>
              {translate({ id: 'service.lost', message: '−{points} points' }, { points: number(points) })}
            </span>
            <ul>
              {places.map(({ at, message }) => (
                <li key={`${at} ${message}`}>
                  <code>{at}</code> {message}
                </li>
              ))}
              {more > 0 && (
                <li>{translate({ id: 'service.morePlaces', message: 'and {count} more' }, { count: number(more) })}</li>
              )}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  );
}
