export const SUBSCRIPTION = '11111111-2222-3333-4444-555555555555';
export const NODE_RESOURCE_GROUP = 'MC_shop-rg_shop_westeurope';
export const LOCATION = 'westeurope';
export const CREATED_AT = '2026-10-01T06:00:00Z';
export const TAKEN_AT = '2026-11-21T03:12:00Z';
export const ETAG = 'W/"5d9f3a52-7c1e-4b7e-9a9f-3b1d4f0c8e21"';

const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${NODE_RESOURCE_GROUP}`;
const GROUP_IN_REFERENCES = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${NODE_RESOURCE_GROUP.toLowerCase()}`;

export function networkId(path: string): string {
  return `${GROUP}/providers/Microsoft.Network/${path}`;
}

/** Rules refer to other objects with the resource group in lower case; the objects' own ids keep their case. */
export function networkReference(path: string): string {
  return `${GROUP_IN_REFERENCES}/providers/Microsoft.Network/${path}`;
}

export function scaleSetId(scaleSet: string): string {
  return `${GROUP}/providers/Microsoft.Compute/virtualMachineScaleSets/${scaleSet}`;
}

export function ipConfigurationId(scaleSet: string, instance: number): string {
  return `${scaleSetId(scaleSet)}/virtualMachines/${instance}/networkInterfaces/${scaleSet}/ipConfigurations/ipconfig1`;
}

export function providerId(scaleSet: string, instance: number): string {
  const path = `virtualMachineScaleSets/${scaleSet}/virtualMachines/${instance}`;
  return `azure://${GROUP_IN_REFERENCES}/providers/Microsoft.Compute/${path}`;
}
