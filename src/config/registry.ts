/** The places of registries and targets as people read them. Apart from the schemas, which take their time to load. */
import type { RegistryConfig, TargetConfig } from './schema/index.js';

/** The place of a registry as one line of text. */
export function registryText(registry: RegistryConfig): string {
  return typeof registry === 'string' ? registry : registry.url;
}

/** The place of a target as one line of text: a path, or an `s3://` address. */
export function targetText({ folder }: Pick<TargetConfig, 'folder'>): string {
  return typeof folder === 'string' ? folder : folder.url;
}
