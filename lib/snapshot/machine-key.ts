const SCALE_SET_MACHINE =
  /\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.Compute\/virtualMachineScaleSets\/([^/]+)\/virtualMachines\/([^/]+)/i;
const MACHINE =
  /\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.Compute\/virtualMachines\/([^/]+)/i;

/**
 * What a node's providerID, a NIC ipConfiguration id and a VM id have in common, lower-cased.
 * Null: the id names no machine (for example a NIC of a single VM, which must be resolved through the NIC).
 */
export function machineKey(id: string | null): string | null {
  if (id === null) return null;
  const inScaleSet = SCALE_SET_MACHINE.exec(id);
  if (inScaleSet) return inScaleSet.slice(1, 5).join('/').toLowerCase();
  const single = MACHINE.exec(id);
  return single ? single.slice(1, 4).join('/').toLowerCase() : null;
}

const NETWORK_INTERFACE = /^(.*\/networkInterfaces\/[^/]+)/i;

/** The NIC id that an ipConfiguration id belongs to, lower-cased; null: not an ipConfiguration id. */
export function networkInterfaceOf(ipConfigurationId: string): string | null {
  return NETWORK_INTERFACE.exec(ipConfigurationId)?.[1]?.toLowerCase() ?? null;
}
