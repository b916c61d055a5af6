/** The end of supervised work as a promise: EOF on the pipe whose other end only the supervisor holds. */
import { Socket } from 'node:net';

export class EndPipe {
  /** Resolves at EOF; never rejects. */
  readonly ended: Promise<void>;
  readonly #socket: Socket;

  /** Takes over `fd`. Keeps the event loop alive until EOF, `unref` or `close`. */
  constructor(fd: number) {
    const socket = new Socket({ fd, readable: true, writable: false });
    this.ended = new Promise((resolve) => {
      socket.once('end', resolve);
      socket.once('error', resolve);
      socket.once('close', resolve);
    });
    socket.resume();
    this.#socket = socket;
  }

  ref(): void {
    this.#socket.ref();
  }

  unref(): void {
    this.#socket.unref();
  }

  close(): void {
    this.#socket.destroy();
  }
}
