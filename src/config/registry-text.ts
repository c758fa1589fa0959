/** How a registry is shown. Apart from its schema, so that commands need no schema to show it. */
import type { RegistryConfig } from './schema/index.js';

/** The place of a registry as one line of text. */
export function registryText(registry: RegistryConfig): string {
  return typeof registry === 'string' ? registry : registry.url;
}
