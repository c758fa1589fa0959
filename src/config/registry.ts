/** The place of a registry as people read it. Apart from the schemas, which take their time to load. */
import type { RegistryConfig } from './schema/index.js';

/** The place of a registry as one line of text. */
export function registryText(registry: RegistryConfig): string {
  return typeof registry === 'string' ? registry : registry.url;
}
