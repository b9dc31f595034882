/** What a thread and who asks it tell each other without a message, as a thread that is at a task hears none. */
export interface TaskProgress {
  /** Where it lies: what is shared with the thread. */
  readonly numbers: Int32Array;
  /** Sets the first id of a task that is still wanted. */
  readonly want: (id: number) => void;
  readonly isWanted: (id: number) => boolean;
  /** The thread begins a task (its id, or {@link TOLD}), and has ended it. */
  readonly begin: (id: number) => void;
  readonly end: () => void;
  /** The task that the thread is at; undefined where it is at none. */
  readonly at: () => number | undefined;
  /** How many tasks it has begun. */
  readonly begun: () => number;
}

/** Stands for the id of what a thread is told and nobody waits for. */
export const TOLD = 0;

/** Where each number lies. */
const [FIRST_WANTED, AT, BEGUN] = [0, 1, 2];
/** What lies at {@link AT} between tasks. */
const IDLE = -1;

/** The progress of a thread that is yet to be started, or, in the thread, the one that it was given. */
export function taskProgress(
  numbers: Int32Array = new Int32Array(new SharedArrayBuffer(12)).fill(IDLE, AT, AT + 1),
): TaskProgress {
  return {
    numbers,
    want: (id) => void Atomics.store(numbers, FIRST_WANTED, id),
    isWanted: (id) => id === TOLD || id >= Atomics.load(numbers, FIRST_WANTED),
    begin: (id) => {
      Atomics.store(numbers, AT, id);
      Atomics.add(numbers, BEGUN, 1);
    },
    end: () => void Atomics.store(numbers, AT, IDLE),
    at: () => {
      const id = Atomics.load(numbers, AT);
      return id === IDLE ? undefined : id;
    },
    begun: () => Atomics.load(numbers, BEGUN),
  };
}
