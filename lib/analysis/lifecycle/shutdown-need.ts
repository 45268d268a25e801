import type { Known } from '../../report/known.ts';
import type { TrafficPolicy } from '../../snapshot/service.ts';
import { explicitMarkDownSeconds, type ProbeConfig } from '../policy/probe-config.ts';
import type { AnalysisSettings } from '../settings.ts';

/** How long a pod that is deleted still gets new connections. */
export type ShutdownNeed =
  | {
      readonly kind: 'seconds';
      readonly policy: TrafficPolicy;
      /** Earliest and latest second, after the deletion, of the last new connection. */
      readonly rangeSeconds: readonly [number, number];
      /** Below it connections are lost in the worst case even if endpoints spread at once. */
      readonly floorSeconds: number;
      /** With propagation and a margin. */
      readonly recommendedSeconds: number;
      readonly because: string;
      readonly known: Known;
    }
  /** Nothing ends the connections before the pod does. */
  | { readonly kind: 'endless'; readonly because: string };

type Settings = Pick<AnalysisSettings, 'propagationSeconds' | 'drainMarginSeconds'>;

/** `probe` null: nothing takes the node out; `asksHealthCheckPort`: the probe asks kube-proxy about local endpoints. */
export interface DrainQuestion {
  readonly policy: TrafficPolicy;
  readonly probe: ProbeConfig | null;
  readonly asksHealthCheckPort: boolean;
}

/**
 * `Local`: until the load balancer has marked the node of the last local pod down; `Cluster`: until every kube-proxy has
 * dropped the endpoint. Seconds after the deletion of the pod. docs/model.md "Shutdown of a pod".
 */
export function shutdownNeed(question: DrainQuestion, settings: Settings): ShutdownNeed {
  const { propagationSeconds: spread, drainMarginSeconds: margin } = settings;
  if (question.policy === 'Cluster') {
    return {
      kind: 'seconds',
      policy: 'Cluster',
      rangeSeconds: [0, spread],
      floorSeconds: spread,
      recommendedSeconds: spread + margin,
      because: `every kube-proxy has dropped the endpoint within ${spread} s; the load balancer has no part in it`,
      known: 'assumed',
    };
  }
  const { probe } = question;
  if (probe === null) return { kind: 'endless', because: 'nothing probes the node, so it stays in rotation' };
  if (!question.asksHealthCheckPort) {
    return { kind: 'endless', because: `the probe asks port ${probe.port}, which answers until the pod has stopped` };
  }
  const [soonest, latest] = explicitMarkDownSeconds(probe);
  return {
    kind: 'seconds',
    policy: 'Local',
    rangeSeconds: [soonest, latest + spread],
    floorSeconds: latest,
    recommendedSeconds: latest + spread + margin,
    because: `${probe.threshold} failed probes, one every ${probe.intervalSeconds} s, mark the node down after ${soonest} to ${latest} s, and endpoints need up to ${spread} s to spread`,
    known: 'computed',
  };
}
