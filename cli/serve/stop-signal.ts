const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first signal that asks to stop. Later ones change nothing: a terminal and a parent may both send one. */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of signals) process.on(signal, () => resolve(signal));
  });
}
