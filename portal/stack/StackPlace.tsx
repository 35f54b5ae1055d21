import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import { usePluginData } from '@docusaurus/useGlobalData';
import type { ReactNode } from 'react';
import type { SiteData } from '../plugin/pageData.ts';
import styles from './StackPlace.module.css';

/** You are here: the stack in small, one layer of it filled, and a link to its services. Nothing outside the stack. */
export default function StackPlace({ layer }: { layer: string | undefined }): ReactNode {
  const { layers } = usePluginData('catalogue') as SiteData;
  const here = layers.findIndex(({ id }) => id === layer);
  const name = layers[here]?.name;
  if (name === undefined) return null;
  return (
    <Link className={styles.place} to={`/catalogue/#${layer}`}>
      <svg viewBox={`0 0 34 ${layers.length * 6 - 1}`} aria-hidden="true">
        {layers.map(({ id }, index) => (
          <rect
            key={id}
            className={index === here ? styles.here : styles.layer}
            y={index * 6}
            width="34"
            height="5"
            rx="1"
          />
        ))}
      </svg>
      <span>{translate({ id: 'theme.layer', message: 'Layer: {name}' }, { name })}</span>
    </Link>
  );
}
