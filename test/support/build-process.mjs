/** A process that builds courses for its parent, which may end it where one takes too long. */
import { buildSite } from '../../dist/index.js';

process.on('message', async ({ source, destination, cache }) => {
  try {
    const { complete, pageCount, diagnostics } = await buildSite(
      { source, destination, cache },
      { cwd: source, env: {}, timezone: 'UTC', now: () => new Date('2026-03-04T05:06:07Z') },
    );
    process.send({ complete, pageCount, diagnostics });
  } catch (error) {
    process.send({ thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
