/** The heavier door of this room: signing as an identity. Loaded only where it is asked for. */
export * from './sign.js';
