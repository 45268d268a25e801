import { z } from 'zod';
import { armName } from '../arm-id.ts';
import type { ScaleSet, ScaleSetVm } from '../scale-set.ts';
import { armTags, optionalInteger } from './arm-fields.ts';
import { armParser } from './arm-object.ts';
import { identity, listOf, text } from './wire-fields.ts';

const POOL_NAME_TAG = 'aks-managed-poolName';
const POWER_STATE = 'PowerState/';

const scaleSetSchema = z.object({
  id: identity,
  name: text,
  sku: z.object({ capacity: optionalInteger }).nullish(),
  tags: armTags,
  virtualMachineProfile: z.object({ priority: text, evictionPolicy: text }).nullish(),
  provisioningState: text,
});

const vmSchema = z.object({
  id: identity,
  instanceId: text,
  osProfile: z.object({ computerName: text }).nullish(),
  provisioningState: text,
  instanceView: z.object({ statuses: listOf(z.object({ code: text })) }).nullish(),
});

function toScaleSet(wire: z.output<typeof scaleSetSchema>): ScaleSet {
  return {
    id: wire.id,
    name: wire.name || armName(wire.id),
    priority: wire.virtualMachineProfile?.priority ?? null,
    evictionPolicy: wire.virtualMachineProfile?.evictionPolicy ?? null,
    poolName: wire.tags?.[POOL_NAME_TAG] ?? null,
    capacity: wire.sku?.capacity ?? null,
    provisioningState: wire.provisioningState ?? null,
  };
}

function toScaleSetVm(wire: z.output<typeof vmSchema>): ScaleSetVm {
  const codes = (wire.instanceView?.statuses ?? []).map((status) => status.code ?? '');
  const power = codes.find((code) => code.startsWith(POWER_STATE));
  return {
    id: wire.id,
    instanceId: wire.instanceId || armName(wire.id),
    computerName: wire.osProfile?.computerName ?? null,
    provisioningState: wire.provisioningState ?? null,
    powerState: power?.slice(POWER_STATE.length) ?? null,
  };
}

export const parseScaleSet = armParser('ScaleSet', 'virtualMachineScaleSets', scaleSetSchema, toScaleSet);
export const parseScaleSetVm = armParser('ScaleSetVm', 'virtualMachines', vmSchema, toScaleSetVm);
