/** A blob of a registry in a bucket: `push` a file (hashed, then sent), `pull` it into a file (hashed on the way). */
import { rmSync } from 'node:fs';
import { StoreRegistry } from '../../build/registry/registry.js';
import { openS3Store } from '../../build/registry/storage/s3/index.js';

const [what, endpoint, place, file, digest] = process.argv.slice(2);
const store = await openS3Store(place.replace('PID', String(process.pid)), { endpoint }, {});
const registry = new StoreRegistry(store, () => new Date());
if (what === 'push') console.log((await registry.putBlob(file)).sha256);
else {
  rmSync(file, { force: true });
  await registry.getBlob(digest, file);
}
store.close();
