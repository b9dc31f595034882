export type { PageThreads } from './page-threads.js';
export { adoptBatch, type ResultBatch } from './recording-cache.js';
export { siteMessage } from './site-message.js';
export { TaskStuck } from './task-worker.js';
export { isWorthTelling } from './thread-count.js';
export { createThreadPool, type ThreadPool } from './thread-pool.js';
