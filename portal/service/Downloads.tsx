import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import type { ServicePage } from '../plugin/pageData.ts';
import styles from './Downloads.module.css';

/** Files of a service; the sandbox serves them. */
export default function Downloads({ page: { url, openApiFiles, asyncApi } }: { page: ServicePage }): ReactNode {
  const title = translate({ id: 'service.downloads', message: 'Files' });
  const isTranslated = openApiFiles.length > 1;
  const specs = openApiFiles.flatMap(({ locale, language, yaml, json }) => {
    const of = isTranslated ? { locale, language } : null;
    return [
      { path: yaml, label: 'OpenAPI (YAML)', of },
      { path: json, label: 'OpenAPI (JSON)', of },
    ];
  });
  const others = [
    { path: `${url}postman.json`, label: 'Postman', of: null },
    { path: `${url}client.ts`, label: 'TypeScript', of: null },
    { path: `${url}client.py`, label: 'Python', of: null },
    ...(asyncApi === null ? [] : [{ path: asyncApi, label: 'AsyncAPI', of: null }]),
  ];
  return (
    <nav className={styles.files} aria-label={title}>
      <p>{title}</p>
      <ul>
        {[...specs, ...others].map(({ path, label, of }) => (
          <li key={path}>
            <a href={path} hrefLang={of?.locale} download>
              {label}
              {of !== null && (
                <>
                  , <span lang={of.locale}>{of.language}</span>
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
