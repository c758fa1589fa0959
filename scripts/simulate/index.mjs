#!/usr/bin/env node
/**
 * Simulations that show what the statistics promise: `npm run simulate -- NAME [OPTIONS]`. Each is a file here that
 * gives a name and `run(args)`, which prints a table in Markdown.
 */
import * as coverage from './coverage.mjs';
import * as gate from './gate.mjs';

const SIMULATIONS = [coverage, gate];

const [name, ...args] = process.argv.slice(2);
const chosen = SIMULATIONS.find((each) => each.name === name);
if (chosen === undefined) {
  console.error(`which simulation? ${SIMULATIONS.map((each) => each.name).join(', ')}`);
  process.exit(2);
}
await chosen.run(args);
