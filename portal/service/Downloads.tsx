import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import styles from './Downloads.module.css';

/** Files of a service; the sandbox serves them, in every language the same. */
export default function Downloads({ url }: { url: string }): ReactNode {
  const title = translate({ id: 'service.downloads', message: 'Files' });
  const files = [
    { name: 'openapi.yaml', label: 'OpenAPI (YAML)' },
    { name: 'openapi.json', label: 'OpenAPI (JSON)' },
    { name: 'postman.json', label: 'Postman' },
  ];
  return (
    <nav className={styles.files} aria-label={title}>
      <p>{title}</p>
      <ul>
        {files.map(({ name, label }) => (
          <li key={name}>
            <a href={`${url}${name}`} download>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
