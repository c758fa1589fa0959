import { DuckDBInstance } from '@duckdb/node-api';
const i = await DuckDBInstance.create(':memory:'); const c = await i.connect(); await c.run("SET TimeZone='UTC'");
const qs = process.argv.slice(2);
for (const q of qs) { try { const r = await c.runAndReadAll(q); console.log(q.slice(0,160), '=>', JSON.stringify(r.getRowsJson()), r.columnTypes().map(String).join(',').slice(0,200)); } catch (e) { console.log(q.slice(0,160), '=> ERR', e.message.slice(0,200)); } }
