import { describe, expect, it } from 'vitest';
import { editRules } from '../testing/edit.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';

const code = 'idle-timeout-silent';
const RESET_OFF = 'service.beta.kubernetes.io/azure-load-balancer-disable-tcp-reset';
const IDLE = 'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout';

describe('idle-timeout-silent', () => {
  it('tells after how many minutes', () => {
    const [finding] = found(webWorld({ annotations: { [RESET_OFF]: 'true', [IDLE]: '15' } }), code);
    expect(finding?.title).toBe('Connections of shop/web that are idle for 15 min are dropped without a reset');
    expect(finding?.fix.patch).toContain(`${RESET_OFF}: "false"`);
  });

  it('is gone with its patch', () => {
    expect(found(webWorld({ annotations: { [RESET_OFF]: 'false' } }), code)).toEqual([]);
  });

  it('leaves a reset that is off without being asked for to rule-drift', () => {
    const world = editRules(webWorld(), { enableTcpReset: false });
    expect(found(world, code)).toEqual([]);
    expect(found(world, 'rule-drift')).toHaveLength(1);
  });

  it('says nothing of UDP', () => {
    const port = {
      name: 'dns',
      protocol: 'UDP' as const,
      port: 53,
      targetPort: 53,
      nodePort: 30_053,
      appProtocol: null,
    };
    expect(found(webWorld({ annotations: { [RESET_OFF]: 'true' }, ports: [port] }), code)).toEqual([]);
  });
});
