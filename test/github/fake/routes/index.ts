/** All calls that the fake knows. A new one: a row in the file of its resource, and its name in scripts/github-openapi.mjs. */
import type { Route } from '../answers.js';
import { CHECKS } from './checks.js';
import { COMMENTS } from './comments.js';
import { DEPLOYMENTS } from './deployments.js';
import { ISSUES } from './issues.js';
import { PEOPLE } from './people.js';
import { PULLS } from './pulls.js';
import { RUNS } from './runs.js';
import { USERS } from './users.js';

export const ROUTES: readonly Route[] = [
  ...USERS,
  ...COMMENTS,
  ...CHECKS,
  ...PULLS,
  ...ISSUES,
  ...PEOPLE,
  ...RUNS,
  ...DEPLOYMENTS,
];
