/** Variables in the values of `assay.yaml` that hold secrets. */
import { type Environment, type Place, type Problem, usageError } from '../base/index.js';

/**
 * Puts variables into a value such as an address of a webhook. Only fields that hold secrets go through here.
 * A variable that is not set is a usage error; `secret` hears each expanded value, so that it is never printed.
 */
export function expandSecret(
  value: string,
  env: Environment,
  secret: (value: string) => void,
  where: Place,
): string {
  const missing: Problem[] = [];
  const expanded = value.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name: string) => {
    const found = env[name];
    if (found === undefined || found === '') {
      missing.push({
        where,
        message: `the variable ${name} is not set`,
        fix: `set it in the environment, for example \`env: {${name}: \${{ secrets.${name} }}}\` in the workflow step`,
      });
      return '';
    }
    secret(found);
    return found;
  });
  if (missing.length > 0) throw usageError(missing);
  secret(expanded);
  return expanded;
}
