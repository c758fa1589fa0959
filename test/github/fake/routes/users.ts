/** Who a token belongs to. */
import { forbidden, ok, type Route } from '../answers.js';
import { sampleAnswer } from '../openapi.js';

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
