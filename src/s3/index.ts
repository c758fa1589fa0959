/**
 * S3 and what speaks like it: addresses, a client, downloads in ranges, uploads in parts. Knows nothing of
 * registries. The SDK is loaded by the first connection, so that importing this door costs nothing.
 */
export * from './address.js';
export * from './connection.js';
export * from './download.js';
export * from './errors.js';
export * from './list.js';
export * from './local/index.js';
export * from './put.js';
export * from './retry.js';
export * from './unfinished.js';
export * from './upload.js';
