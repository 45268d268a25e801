import { ACKNOWLEDGE_ANNOTATION } from '../../acknowledgements/parse-annotation.ts';
import { editServices } from '../edit.ts';
import { NOW } from '../world.ts';
import type { ProofCase } from './proof-case.ts';
import { PREFIX, wellBuilt } from './well-built.ts';

const cluster = wellBuilt();
const annotated = (key: string, value: string) => ({ annotations: { [PREFIX + key]: value } });
const udp = { name: 'dns', protocol: 'UDP', port: 53, targetPort: 53, nodePort: 30_053, appProtocol: null } as const;
const http = { name: 'http', protocol: 'TCP', port: 80, targetPort: 8080, nodePort: 30_080 } as const;
const TWO_PORTS = [
  { ...http, appProtocol: null },
  { ...http, name: 'https', port: 443, nodePort: 30_443, appProtocol: null },
];

const SETTINGS: readonly ProofCase[] = [
  {
    code: 'rule-without-probe',
    what: 'the probe of the port is switched off',
    healthy: cluster,
    broken: wellBuilt(annotated('port_80_no_probe_rule', 'true')),
    fixes: [{ by: 'patch' }, { by: 'commands', which: [0] }],
  },
  {
    code: 'rule-without-probe',
    what: 'the probes of two ports are switched off',
    healthy: wellBuilt({ ports: TWO_PORTS }),
    broken: wellBuilt({
      ports: TWO_PORTS,
      annotations: { [`${PREFIX}port_80_no_probe_rule`]: 'true', [`${PREFIX}port_443_no_probe_rule`]: 'true' },
    }),
    fixes: [{ by: 'patch' }, { by: 'commands', which: [0] }],
  },
  {
    code: 'rule-without-probe',
    what: 'the port is one of UDP',
    healthy: cluster,
    broken: wellBuilt({ ports: [udp] }),
    fixes: [{ by: 'patch' }, { by: 'commands', which: [0] }],
  },
  {
    code: 'probe-path-rejected',
    what: 'the port is said to speak HTTP',
    healthy: cluster,
    broken: wellBuilt({ ports: [{ ...http, appProtocol: 'http' }] }),
    fixes: [{ by: 'patch' }, { by: 'commands', which: [0] }, { by: 'commands', which: [1] }],
  },
  {
    code: 'affinity-concentrates-traffic',
    what: 'session affinity is switched on',
    healthy: cluster,
    broken: wellBuilt({ sessionAffinity: 'ClientIP', sessionAffinityTimeoutSeconds: 10_800 }),
    fixes: [{ by: 'patch' }, { by: 'commands', which: [0] }],
  },
  {
    code: 'idle-timeout-silent',
    what: 'resets are switched off',
    healthy: cluster,
    broken: wellBuilt(annotated('azure-load-balancer-disable-tcp-reset', 'true')),
    fixes: [{ by: 'patch' }, { by: 'commands', which: [0] }],
  },
  {
    code: 'annotation-ignored',
    what: 'an annotation without effect',
    healthy: cluster,
    broken: wellBuilt(annotated('azure-load-balancer-mode', 'auto')),
    fixes: [{ by: 'commands', which: [0] }],
  },
  {
    code: 'acknowledgement-unusable',
    what: 'an acknowledgement without a reason',
    healthy: cluster,
    broken: editServices(cluster, { annotations: { [ACKNOWLEDGE_ANNOTATION]: 'spread-missing' } }),
    fixes: [
      {
        by: 'hand',
        does: 'the entry is written as it should be',
        for: [0],
        apply: (broken) =>
          editServices(broken, {
            annotations: { [ACKNOWLEDGE_ANNOTATION]: `spread-missing until ${NOW.slice(0, 10)}: known` },
          }),
      },
    ],
  },
];

export const settingsCases: readonly ProofCase[] = SETTINGS;
