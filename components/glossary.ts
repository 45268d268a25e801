import { knownWords, verdictWords } from './status-vocabulary.ts';

/** The words of the field, one line each. Keys are what the pages print. */
export const glossary = {
  frontend: 'The address that clients connect to: one IP of the Azure load balancer.',
  hostname:
    'A name under which clients come to a frontend, as an Ingress, a Gateway, a DNS label or external-dns says.',
  path: 'The way of a connection: frontend, rule, probe, backend pool, node, kube-proxy, endpoint, pod. It can die at each.',
  rule: 'Load balancing rule: which frontend port goes to which backend pool, watched by which probe.',
  probe: 'What Azure asks every pool member again and again to decide whether it gets new connections.',
  'backend pool': 'The machines a rule may send connections to. Being in it is not yet being used.',
  'pool member': 'One machine of the backend pool. Normally a node of the cluster.',
  'in pool':
    'Whether the node is in the backend pool of the rule. Readiness does not matter for that; the probe does the rest.',
  'no Node': 'A pool member for which the cluster has no Node object, shown under the name that Azure gives it.',
  'node pool': 'Nodes that AKS made alike, by their label. Each stands in one availability zone, or in none.',
  node: 'A machine of the cluster. It is in the pool or not, its probe is up or not, and it forwards or not: three things.',
  endpoint: 'A pod address behind the Service, as kube-proxy sees it: ready, serving or terminating.',
  pod: 'What answers in the end. New connections come to it while it is a usable endpoint.',
  'kube-proxy': 'The part of each node that hands an arriving connection to a pod.',
  rotation:
    'A node is in rotation when Azure sends it new connections: in the pool, and its probe is up or there is none.',
  share: 'Part of all new connections to the frontend, 0 to 100 %.',
  'lost share': 'Part of the new connections that reaches no pod: dropped, refused or sent to a dead machine.',
  'suspect share':
    'Lost as well if nodes that nobody hears from are dead, or while a probe has not noticed that the last pod of a node is gone.',
  'hottest pod':
    'The pod with the most connections, as a multiple of its fair share. × 1.00 is even; at × 2.00 it is full when the others are half empty.',
  'fair share': 'What each ready pod would get if all got the same.',
  'spot in path': 'Spot nodes that Azure sends new connections to. Azure may take such a machine away at any moment.',
  status:
    'Failing: at least 1 % of new connections are lost now, nobody is served, or a finding is critical. Degraded: anything else is wrong. A risk alone leaves it healthy.',
  finding: 'One thing that is wrong or a risk, with its evidence, its fix and how to see that the fix worked.',
  'worst finding': 'The finding of the highest severity, and how many others there are.',
  policy:
    'externalTrafficPolicy. Cluster: every node forwards to any pod. Local: only nodes with a ready pod, and only to it.',
  'expected probe': 'What the probe should answer, computed from policy, endpoints and probe settings.',
  'observed probe':
    'What was seen of this node: by Azure’s health API, by its metric, and on the node itself, each with its age. “Not asked” when there is no answer to show.',
  'probe availability':
    'DipAvailability: part of the probes that was answered, over a minute. Below 100 % is normal under Local: only nodes with pods answer.',
  'data path': 'VipAvailability: whether Azure’s own test connections to the frontend get through, over a minute.',
  'health check port':
    'Where kube-proxy says for a Local Service whether this node has a ready endpoint: 200, else 503.',
  'session affinity':
    'ClientIP keeps each client on one endpoint per node; over many clients the shares stay the same.',
  forwards: 'What the node does with an arriving connection: accept, drop (the client waits) or reject (refused).',
  verdict: 'The judgement on one node for one rule: does it get connections, and should it.',
  'blast radius': 'Share of new connections lost when this node dies, and for how long.',
  window: 'Time between a failure and the moment the load balancer stops sending connections there.',
  'until endpoints go':
    'The node is out of rotation, but other nodes still send to its pods until its endpoints leave the EndpointSlices.',
  'mark-down': 'How long Azure needs to take a failing node out: interval × failures it waits for.',
  'cross node': 'Share of new connections that is passed on to a pod on another node: one hop more.',
  'cross zone': 'Share of new connections that is passed on into another availability zone.',
  'usable capacity': 'Part of the pods’ capacity that can be used before the hottest pod is full.',
  'client IP': 'Whether the pod sees the address of the client. Under Cluster it sees a node’s address.',
  shutdown:
    'From the deletion of a pod to its end. New connections still come until kube-proxy and, under Local, the probe have noticed.',
  drift: 'Azure holds something else than what the Service asks for.',
  orphan: 'A rule, probe, frontend, public IP or pool of the controller’s that no Service explains any more.',
  limit: 'What Azure allows at most of such objects, and how much of it is used.',
  'SNAT ports':
    'Ports of the outbound addresses, handed out to the nodes. A node that has used up its own may fail to open more outbound connections.',
  'data age': 'How old what is shown is. Probe answers that are too old decide nothing.',
  'in rotation': verdictWords['in-rotation'].sentence,
  'in rotation, computed': verdictWords.unseen.sentence,
  'expected out': verdictWords['expected-out'].sentence,
  'not heard from': verdictWords.silent.sentence,
  draining: verdictWords.draining.sentence,
  'about to change': verdictWords.degraded.sentence,
  'wrongly out': verdictWords['wrongly-out'].sentence,
  'wrongly in': verdictWords['wrongly-in'].sentence,
  unknown: verdictWords.unknown.sentence,
  measured: knownWords.measured.sentence,
  computed: knownWords.computed.sentence,
  assumed: knownWords.assumed.sentence,
} as const;

export type GlossaryTerm = keyof typeof glossary;
