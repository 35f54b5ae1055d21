import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import type { CSSProperties, ReactNode } from 'react';
import type { Stack, StackLayer } from '../plugin/pageData.ts';
import { useNumber } from '../shell/useNumber.ts';
import styles from './StackPicture.module.css';

/** The signature picture: a wall whose courses are the layers of the stack, and whose bricks are services. */
export default function StackPicture({ stack }: { stack: Stack }): ReactNode {
  const { layers, beside } = stack;
  return (
    <>
      <ol className={styles.stack} reversed>
        {layers.map((layer, index) => (
          <Course key={layer.id} layer={layer} number={layers.length - index} height={heightOf(index, layers.length)} />
        ))}
      </ol>
      {beside.length > 0 && (
        <div className={styles.beside}>
          <p>
            <Translate id="home.beside">Beside the stack</Translate>
          </p>
          <Bricks services={beside} all="/catalogue/" />
        </div>
      )}
    </>
  );
}

/** From 0 at the bottom to 1 at the top. */
function heightOf(index: number, layers: number): number {
  return layers < 2 ? 0 : 1 - index / (layers - 1);
}

interface CourseProps {
  layer: StackLayer;
  /** From 1 at the bottom. */
  number: number;
  height: number;
}

function Course({ layer, number, height }: CourseProps): ReactNode {
  return (
    <li className={styles.course} style={{ '--height': height } as CSSProperties} value={number}>
      <Link className={styles.layer} to={`/catalogue/#${layer.id}`}>
        <span className={styles.name}>{layer.name}</span>
        <span className={styles.summary}>{layer.summary}</span>
      </Link>
      <Bricks services={layer.services} all={`/catalogue/#${layer.id}`} />
    </li>
  );
}

/** With more bricks a course is no longer seen at a glance. */
const MAX_BRICKS = 14;

interface BricksProps {
  services: StackLayer['services'];
  /** Where all of them are listed. */
  all: string;
}

function Bricks({ services, all }: BricksProps): ReactNode {
  const number = useNumber();
  if (services.length === 0) {
    return (
      <p className={styles.empty}>
        <Translate id="home.emptyLayer">No service of this layer is described yet.</Translate>
      </p>
    );
  }
  const shown = services.length > MAX_BRICKS ? services.slice(0, MAX_BRICKS - 1) : services;
  const more = services.length - shown.length;
  return (
    <ul className={styles.bricks}>
      {shown.map(({ title, url }) => (
        <li key={url}>
          <Link to={url}>{title}</Link>
        </li>
      ))}
      {more > 0 && (
        <li>
          <Link to={all}>
            {translate({ id: 'home.moreServices', message: '{count} more services' }, { count: number(more) })}
          </Link>
        </li>
      )}
    </ul>
  );
}
