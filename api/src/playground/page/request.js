// How the page talks to its server: as itself, with the cookie no script can read.

import { chosenLanguage } from './words.js';

// A refused request has a status of its own in the newer form, and is 200 in the older.
const NEWER = 'application/graphql-response+json, application/json;q=0.9';
const OLDER = 'application/json';

function send(method, path, body, accept = NEWER) {
  return fetch(path, {
    method,
    credentials: 'same-origin',
    headers: {
      accept,
      'accept-language': chosenLanguage(),
      'content-type': 'application/json',
      'x-khu-csrf': '1',
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

/** Asks GraphQL; answers the HTTP response. */
export const ask = (request) => send('POST', '/graphql', request);

/** What a query answers under `data`, or null if it was refused. */
export async function read(query, variables = {}) {
  const response = await send('POST', '/graphql', { query, variables }, OLDER);
  // A cookie that is no longer good would have every request refused.
  if (response.status === 401) await session('DELETE');
  const { data, errors } = await response.json();
  return errors?.length ? null : data;
}

/** Signs in or out; answers null, or the sentence that tells why not. */
export async function session(method, credentials) {
  const response = await send(method, '/session', credentials);
  if (response.ok) return null;
  const { errors } = await response.json();
  return errors[0].message;
}
