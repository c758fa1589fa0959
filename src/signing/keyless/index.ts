/** The heavier door of this room: signing as an identity, and the trusted root. Loaded only where it is asked for. */
export * from './sign.js';
export { fetchTrustedRoot, type TrustSource } from './trust.js';
