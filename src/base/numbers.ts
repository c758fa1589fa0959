/** Numbers as people read them. */

/** `502,222` for 502222. Not `toLocaleString`: loading the tables of languages takes longer than a gate. */
export function groupDigits(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
