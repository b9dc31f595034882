import v8 from 'node:v8';

/** The versions of V8 whose flags these are. */
const KNOWN = /^1[123]\./;

/** From so many bytes of memory on V8 is to use less of it. */
const MUCH = 600_000_000;

/** How often it is looked how much there is, in milliseconds. */
const EVERY = 1000;

/**
 * Sets flags of V8 for this process and its threads. A build lives a few seconds, in which V8 by default spends a third
 * of all its processor time on optimising code that is then hardly used. It waits longer before it does; what really runs
 * long is still optimised. The library that makes fonts is WebAssembly, which is not optimised at all: that took three
 * times as long as making the fonts. The space for young objects is as large as it may be when it has grown once, and not
 * four times: until then much was copied that is needed to the end, for 3 to 9 % of a large course's processor time.
 * Nothing that has been compiled is thrown away: of a large course V8 forgot half of it before `code-cache.ts` kept the
 * rest, and each build after that compiled it again, which was 15 % of a small course's. Of a course with many thousands
 * of pages V8 lets the memory grow to three times of what is in use; there it collects sooner.
 *
 * The flags are those of V8 11 to 13, in Node 20 to 24; another V8 may not know them, and would say so on the terminal.
 */
export function setV8Flags(): void {
  const version = process.versions.v8;
  if (version.startsWith('11.')) v8.setFlagsFromString('--interrupt-budget=2000000');
  if (version.startsWith('13.')) {
    v8.setFlagsFromString('--invocation-count-for-maglev=4000');
    v8.setFlagsFromString('--invocation-count-for-turbofan=30000');
  }
  if (!KNOWN.test(version)) return;
  v8.setFlagsFromString('--liftoff-only');
  v8.setFlagsFromString('--semi-space-growth-factor=16');
  v8.setFlagsFromString('--no-flush-bytecode');
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() >= MUCH) v8.setFlagsFromString('--heap-growing-percent=80');
  }, EVERY);
  timer.unref();
}

/** Sets them as they were in the beginning: V8 takes compiled code only under the flags that it was kept under. */
export function resetV8Flags(): void {
  if (KNOWN.test(process.versions.v8)) v8.setFlagsFromString('--heap-growing-percent=0');
}
