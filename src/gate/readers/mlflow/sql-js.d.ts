/** The form of sql.js with its WebAssembly inside, so that the bundle needs no file beside it. */
declare module 'sql.js/dist/sql-wasm-inline.js' {
  export { default } from 'sql.js';
}
