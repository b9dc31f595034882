import { parentPort, workerData } from 'node:worker_threads';
import { createTypesetter, type TypesetterOptions } from '../math/index.js';
import type { TypesetAnswer, TypesetRequest } from './page-typesetter.js';

// The thread that typesets pages for `page-typesetter.ts`, which starts it with nothing but these options.
const options: TypesetterOptions = workerData;
const typesetter = createTypesetter(options);

parentPort?.on('message', ({ id, html, page }: TypesetRequest) => {
  parentPort?.postMessage(answer(id, html, page));
});

function answer(id: number, html: string, page: TypesetRequest['page']): TypesetAnswer {
  try {
    return { id, result: typesetter.typesetPage(html, page) };
  } catch (error) {
    return { id, error };
  }
}
