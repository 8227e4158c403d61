/** The streams that are open, so that a shutdown can wait for them and, in the end, cut them. */
export interface ActiveStreams {
  /** How many are open. */
  readonly size: number;
  /** Enters a stream; call what it returns when the stream has ended. */
  enter(stop: (reason: Error) => void): () => void;
  /** Asks every open stream to end now; returns how many there were. */
  stopAll(reason: Error): number;
}

/** Creates an empty register of streams. */
export function createActiveStreams(changed: (size: number) => void): ActiveStreams {
  const open = new Set<(reason: Error) => void>();
  return {
    get size() {
      return open.size;
    },
    enter(stop) {
      open.add(stop);
      changed(open.size);
      return () => {
        if (open.delete(stop)) changed(open.size);
      };
    },
    stopAll(reason) {
      const stops = [...open];
      stops.forEach((stop) => stop(reason));
      return stops.length;
    },
  };
}
