import type { WorldPlan } from './random-plan.ts';

/** What of the list is in a plan, by a text that only plans with it contain. */
const MARKS: Readonly<Record<string, RegExp>> = {
  'zones of its own': /"zones":\["1"/,
  'pools without zones': /"zones":\[\]/,
  'spot pools': /"spot":true/,
  'excluded pools': /exclude-from-external-load-balancers":"true"/,
  'unmanaged pools': /azure.com\/managed":"false"/,
  'pools of addresses': /"backendPoolType":"nodeIP"/,
  'several load balancers': /"name":"lb1"/,
  'shared probe': /"healthProbeMode":"shared"/,
  'two families': /"ipFamilyPolicy":"PreferDualStack"/,
  'policy Cluster': /"externalTrafficPolicy":"Cluster"/,
  'policy Local': /"externalTrafficPolicy":"Local"/,
  'several ports': /"port":80.*"port":443/,
  UDP: /"protocol":"UDP"/,
  'internal Services': /azure-load-balancer-internal":"true"/,
  'high-availability ports': /enable-high-availability-ports/,
  'no floating IP': /disable-load-balancer-floating-ip/,
  'no probe': /no_probe_rule/,
  'no rule': /no_lb_rule/,
  'probe on another port': /health-probe_port/,
  'HTTP probes': /"appProtocol":"http"/,
  'zone hints': /PreferSameZone/,
  'node hints': /PreferSameNode/,
  'client affinity': /"sessionAffinity":"ClientIP"/,
  'addresses that are not ready': /"publishNotReadyAddresses":true/,
  'spread pods': /topologySpreadConstraints/,
  'not-ready pods': /"do":"unready"/,
  'terminating pods': /"do":"delete"/,
  'terminating pods that serve no more': /"do":"unready-delete"/,
  'only terminating pods': /"do":"scale-to-none"/,
  'cordoned nodes': /"do":"cordon"/,
  'excluded nodes': /"do":"exclude"/,
  'nodes the autoscaler removes': /"do":"autoscaler-taint"/,
  'kube-proxy stopped': /"state":"stopped"/,
  'kube-proxy frozen': /"state":"frozen"/,
};

export const allFeatures = Object.keys(MARKS);

export function featuresOfPlan(plan: WorldPlan): string[] {
  const text = JSON.stringify(plan);
  return allFeatures.filter((feature) => MARKS[feature]?.test(text) === true);
}
