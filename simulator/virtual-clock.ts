/** Maps real time to virtual time: the same pace by default, faster or standing still on demand. */
export interface VirtualClock {
  /** Virtual time now, milliseconds. */
  now(): number;
  readonly speed: number;
  setSpeed(speed: number): void;
  /** Jumps ahead in virtual time. */
  skip(milliseconds: number): void;
}

export function createVirtualClock(startAt: number, initialSpeed: number, realNow: () => number): VirtualClock {
  let baseVirtual = startAt;
  let baseReal = realNow();
  let speed = initialSpeed;
  const now = () => baseVirtual + (realNow() - baseReal) * speed;
  const rebase = () => {
    baseVirtual = now();
    baseReal = realNow();
  };
  return {
    now: () => Math.floor(now()),
    get speed() {
      return speed;
    },
    setSpeed(next) {
      rebase();
      speed = next;
    },
    skip(milliseconds) {
      rebase();
      baseVirtual += milliseconds;
    },
  };
}
