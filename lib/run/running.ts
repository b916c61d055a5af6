/** What `run` and `suite` return at once: a promise of the result, and the progress as an asynchronous iterator. */
import type { ProgressEvent } from './events.ts';

/** Tells progress; never blocks, never throws. */
export type Emit = (event: ProgressEvent) => void;

/**
 * Work that goes on. `await` it for the result, or iterate over it for its progress first; a failure comes out of
 * whichever is used. The work goes on whether or not anybody listens, and leaving the loop early does not end it (an
 * AbortSignal does).
 *
 * Events wait for a slow reader. Of `calibrating`, `layout` and `running`, which say what goes on just now, only the newest waits.
 * The first iterator starts with what happened before it; further ones start with what happens next.
 */
export class Running<T> implements Promise<T>, AsyncIterable<ProgressEvent> {
  readonly [Symbol.toStringTag] = 'Running';
  readonly #result: Promise<T>;
  readonly #queues = new Set<EventQueue>();
  /** Collects for the first iterator. */
  #early: EventQueue | undefined = new EventQueue();
  #ended = false;

  /** Starts `work` in a later microtask, so that nothing is thrown here. */
  constructor(work: (emit: Emit) => Promise<T>) {
    const begin = async (): Promise<T> => {
      await Promise.resolve();
      try {
        return await work((event) => {
          this.#emit(event);
        });
      } finally {
        this.#end();
      }
    };
    this.#result = begin();
  }

  then<Fulfilled = T, Rejected = never>(
    onFulfilled?: ((value: T) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#result.then(onFulfilled, onRejected);
  }

  catch<Rejected = never>(
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<T | Rejected> {
    return this.#result.catch(onRejected);
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.#result.finally(onFinally);
  }

  /** Ends when the work ends; throws what the work threw. */
  [Symbol.asyncIterator](): AsyncIterator<ProgressEvent, undefined> {
    // The failure is thrown by the iterator: whoever only iterates leaves no rejection unhandled.
    this.#result.catch(() => undefined);
    const queue = this.#early ?? new EventQueue();
    this.#early = undefined;
    if (this.#ended) queue.end();
    else this.#queues.add(queue);
    let left = false;
    return {
      next: async () => {
        const event = left ? undefined : await queue.take();
        if (event !== undefined) return { done: false, value: event };
        if (!left) await this.#result;
        return { done: true, value: undefined };
      },
      return: () => {
        left = true;
        this.#queues.delete(queue);
        queue.end();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  #emit(event: ProgressEvent): void {
    this.#early?.put(event);
    for (const queue of this.#queues) queue.put(event);
  }

  #end(): void {
    this.#ended = true;
    for (const queue of this.#queues) queue.end();
    this.#queues.clear();
  }
}

/** Events that wait for one reader. */
class EventQueue {
  readonly #waiting: ProgressEvent[] = [];
  #ended = false;
  #sleepers: (() => void)[] = [];

  put(event: ProgressEvent): void {
    const last = this.#waiting.at(-1);
    const replaces = isTransient(event) && last?.type === event.type;
    if (replaces) this.#waiting[this.#waiting.length - 1] = event;
    else this.#waiting.push(event);
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** @returns the next event; undefined when there will be none. */
  async take(): Promise<ProgressEvent | undefined> {
    while (this.#waiting.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#sleepers.push(resolve);
      });
    }
    return this.#waiting.shift();
  }

  #wake(): void {
    for (const wake of this.#sleepers.splice(0)) wake();
  }
}

function isTransient(event: ProgressEvent): boolean {
  return event.type === 'calibrating' || event.type === 'layout' || event.type === 'running';
}
