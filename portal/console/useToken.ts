import { useState } from 'react';

/** Kept until the page is left or loaded anew, and nowhere else: a token does more than a key. */
let held = '';

/** The token for APIs of the platform that was typed into a console; empty where there is none. */
export function useToken(): [token: string, setToken: (token: string) => void] {
  const [token, setToken] = useState(held);
  return [
    token,
    (typed) => {
      held = typed.trim();
      setToken(held);
    },
  ];
}
