/** Time, as the streams need it. */
export interface StreamTiming {
  now(): number;
  /** Calls once; answers how to prevent it. */
  after(ms: number, call: () => void): () => void;
  /** Calls again and again; answers how to end it. */
  every(ms: number, call: () => void): () => void;
}

export const systemTiming: StreamTiming = {
  now: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
  every(ms, call) {
    const timer = setInterval(call, ms);
    return () => clearInterval(timer);
  },
};
