/** Metrics of Azure Monitor that are read of a load balancer; each point is the average of a minute. */
export const metricNames = ['DipAvailability', 'VipAvailability', 'UsedSnatPorts', 'AllocatedSnatPorts'] as const;
export type MetricName = (typeof metricNames)[number];

/** One metric for one frontend, backend or both. Null: the metric is not split by it. */
export interface MetricSeries {
  readonly metric: MetricName;
  readonly frontendIP: string | null;
  readonly frontendPort: number | null;
  readonly backendIP: string | null;
  /** RFC 3339, the minute of the first value. */
  readonly startsAt: string;
  /** One for each minute. Null: no data, as the newest minutes often are; never zero for want of data. */
  readonly values: readonly (number | null)[];
}

export interface LoadBalancerMetrics {
  /** ARM id of the load balancer. */
  readonly id: string;
  readonly observedAt: string;
  readonly series: readonly MetricSeries[];
}
