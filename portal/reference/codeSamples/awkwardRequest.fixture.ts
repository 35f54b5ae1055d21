import type { HttpRequest } from '../../console/httpRequest.ts';

/** What each language must carry unharmed; for tests. */
export const awkwardValue = {
  name: 'রহিমা "Begum" O\'Brien',
  path: 'C:\\new\\u0985\\',
  lines: 'one\ntwo\ttabs',
  shell: '$HOME `id` $(id) %s !! {x}',
  quotes: '"""\'\'\'""""',
  empty: {},
  list: [1, -2.5, true, null, []],
};

export const awkwardRequest: HttpRequest = {
  method: 'POST',
  url: "http://127.0.0.1/a?q=it's%20$HOME&filter[name]={x}",
  headers: [
    { name: 'X-API-Key', value: 'DEMO_KEY' },
    { name: 'X-Note', value: 'say "it\'s $HOME \\n"' },
    { name: 'Content-Type', value: 'application/json' },
  ],
  body: JSON.stringify(awkwardValue, null, 2),
};

export const awkwardText: HttpRequest = {
  ...awkwardRequest,
  method: 'PUT',
  body: 'plain \'"$HOME"\' \\ text\n  লাইন  \n',
};
