import { translate } from '@docusaurus/Translate';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { ReactNode } from 'react';
import styles from './SearchForm.module.css';

/** The search for who has no script, and a place for what it finds: the server writes both text and results into the page. */
export default function SearchForm(): ReactNode {
  const { baseUrl } = useDocusaurusContext().siteConfig;
  return (
    <>
      <search>
        <form className={styles.form} action={`${baseUrl}search/`}>
          <label htmlFor="search-text">
            {translate({
              id: 'search.what',
              message: 'A name, field, path, error or number',
            })}
          </label>
          <div className={styles.line}>
            <input id="search-text" name="q" type="search" autoComplete="off" spellCheck={false} maxLength={300} />
            <button type="submit">{translate({ id: 'search.search', message: 'Search' })}</button>
          </div>
        </form>
      </search>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: empty here, so that the script leaves alone what the server wrote */}
      <div id="search-results" className={styles.results} dangerouslySetInnerHTML={{ __html: '' }} />
    </>
  );
}
