import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { useEffect, useState } from 'react';

interface SandboxOrigin {
  /** What requests begin with; empty: this origin. */
  send: string;
  /** What code samples begin with: a full origin. */
  show: string;
}

/** Where the sandbox is: the site's `sandboxUrl`, else the origin this page came from. */
export function useSandboxOrigin(): SandboxOrigin {
  const { siteConfig } = useDocusaurusContext();
  const send = String(siteConfig.customFields?.sandboxUrl ?? '');
  const [show, setShow] = useState(send || siteConfig.url);
  useEffect(() => {
    if (send === '') setShow(window.location.origin);
  }, [send]);
  return { send, show };
}
