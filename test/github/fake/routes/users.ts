/** Who a token belongs to. */
import { type Answer, forbidden, ok, type Route } from '../answers.js';
import { sampleAnswer } from '../openapi.js';
import type { FakeToken } from '../state.js';

export const USERS: readonly Route[] = [
  {
    call: 'GET /user',
    needs: [],
    handle: (_, { matched, token }) =>
      token.installation
        ? forbidden('Resource not accessible by integration')
        : ok(sampleAnswer(matched.route, 200, { login: token.login, type: 'User' })),
  },
];

/** Only the one question that is asked: who am I. */
export function graphql(text: string, token: FakeToken): Answer {
  const { query } = JSON.parse(text) as { query: string };
  if (query !== 'query { viewer { login } }') {
    return { status: 200, body: { errors: [{ message: `unknown query ${query}` }] } };
  }
  return { status: 200, body: { data: { viewer: { login: token.login } } } };
}
