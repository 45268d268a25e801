import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { editBalancer, editRules } from '../testing/edit.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';

const code = 'provisioning-failed';

function withMachine(provisioningState: string | null): Snapshot {
  const world = webWorld();
  const vm = { id: '/vm/0', instanceId: '0', computerName: 'n0', provisioningState, powerState: 'running' };
  return { ...world, azure: { ...world.azure, scaleSetVms: [vm] } };
}

describe('provisioning-failed', () => {
  it('names every failed object once, in one finding', () => {
    const world = editBalancer(editRules(webWorld(), { provisioningState: 'Failed' }), (lb) => ({
      ...lb,
      provisioningState: 'failed',
    }));
    const findings = found(world, code);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.severity).toBe('high');
    expect(findings[0]?.objects.map(({ kind }) => kind)).toEqual(['LoadBalancer', 'Rule']);
  });

  it('tells of a machine', () => {
    expect(found(withMachine('Failed'), code)[0]?.title).toContain('ScaleSetVm n0');
  });

  it.each(['Succeeded', 'Updating', 'Deleting', null])('says nothing of state %s', (state) => {
    expect(found(withMachine(state), code)).toEqual([]);
    expect(found(editRules(webWorld(), { provisioningState: state }), code)).toEqual([]);
  });
});
