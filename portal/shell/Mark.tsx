import type { ReactNode } from 'react';

/** The mark: five layers, and the doorway through them. */
export default function Mark({ className }: { className?: string | undefined }): ReactNode {
  return (
    <svg className={className} viewBox="0 0 32 32" fill="currentColor" aria-hidden="true">
      <path d="M5 2h22a1 1 0 0 1 1 1v3H4V3a1 1 0 0 1 1-1z" />
      <path d="M4 8h24v4h-6.6a7 7 0 0 0-10.8 0H4z" />
      <path d="M4 14h5.3a7 7 0 0 0-.3 2v2H4zM22.7 14H28v4h-5v-2a7 7 0 0 0-.3-2z" />
      <path d="M4 20h5v4H4zM23 20h5v4h-5z" />
      <path d="M2 26h7v4H3a1 1 0 0 1-1-1zM23 26h7v3a1 1 0 0 1-1 1h-6z" />
    </svg>
  );
}
