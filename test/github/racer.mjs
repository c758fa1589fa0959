/**
 * A job that publishes at the same moment as others: a process of its own. Is told the folder of the compiled sources,
 * the address of the API and its number; publishes once for each message, and answers with what came of it.
 */
const [, , build, baseUrl, number] = process.argv;
const { openClient, publishComment } = await import(`${build}/host/github/index.js`);
const { markerOf } = await import(`${build}/host/index.js`);
const { commentBody } = await import(`${build}/commands/comment/body.js`);
const { text, heading } = await import(`${build}/report/document.js`);
const { silentLog } = await import(`${build}/base/index.js`);

const ctx = {
  cwd: '/',
  env: {},
  now: () => new Date(),
  signal: new AbortController().signal,
  log: silentLog,
};
process.on('message', async (round) => {
  try {
    const client = openClient(ctx, {
      token: 'ghs_x',
      baseUrl,
      repository: { owner: 'octo', repo: 'flights' },
    });
    const said = `round ${round} racer ${number} begins ${'·'.repeat(50)} round ${round} racer ${number} ends`;
    const what = {
      document: { title: 't', verdict: 'pass', blocks: [heading(2, [text(said)], 'always')] },
      whole: { verdict: 'pass', results: [], missing: [], summary: said },
      key: 'race',
      run: { id: `${round}${number}`, attempt: 1, commit: null, config: null },
      now: new Date(),
      runUrl: null,
      repositoryUrl: null,
    };
    const outcome = await publishComment(client, 7, {
      marker: markerOf('race'),
      compose: (existing, tight) => commentBody(what, existing, tight),
    });
    process.send({ outcome });
  } catch (error) {
    process.send({ error: String(error) });
  }
});
process.send('ready');
