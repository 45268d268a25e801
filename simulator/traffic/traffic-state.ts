export interface TrafficState {
  readonly startedAt: number;
}

export const emptyTraffic = (): TrafficState => ({ startedAt: 0 });
