import { parentPort, workerData } from 'node:worker_threads';
import { makeFont } from '../../math/index.js';
import { createPageFinisher } from './finish-page.js';
import type { TypesetterAnswer, TypesetterData, TypesetterRequest } from './page-typesetter.js';

// The thread that typesets pages for `page-typesetter.ts`, which starts it with nothing but this.
const { options, wanted }: TypesetterData = workerData;
const finishPage = createPageFinisher(options);

parentPort?.postMessage('begun');
parentPort?.on('message', async (request: TypesetterRequest) => {
  const { id } = request;
  if (id < Atomics.load(wanted, 0)) return;
  try {
    if (request.kind === 'font') send({ id, result: await makeFont(...request.ask) });
    else {
      const result = finishPage(...request.ask);
      send({ id, result }, [result.output.buffer]);
    }
  } catch (error) {
    // Not every error can be sent as it is.
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    send({ id, error: { message, ...(stack === undefined ? {} : { stack }) } });
  }
});

function send(answer: TypesetterAnswer, moved: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(answer, moved);
}
