import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { useEffect, useState } from 'react';

interface SandboxOrigin {
  /** What requests begin with; empty: this origin. */
  send: string;
  /** What code samples begin with: a full origin. */
  show: string;
  /** What the pages were built to show; readers may come by another address. */
  built: string;
}

/** Where the sandbox is: the site's `sandboxUrl`, else the origin this page came from. */
export function useSandboxOrigin(): SandboxOrigin {
  const { siteConfig } = useDocusaurusContext();
  const send = String(siteConfig.customFields?.sandboxUrl ?? '');
  const built = send || siteConfig.url;
  const [show, setShow] = useState(built);
  useEffect(() => {
    if (send === '') setShow(window.location.origin);
  }, [send]);
  return { send, show, built };
}
