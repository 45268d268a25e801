/** Kubernetes writes whole seconds; leases and the like write microseconds. */
export const toTimestamp = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

export const toMicroTime = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, -1)}000Z`;

/** Milliseconds, or negative infinity for what was never written. */
export const fromTimestamp = (text: string | null | undefined): number => {
  const value = Date.parse(text ?? '');
  return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
};
