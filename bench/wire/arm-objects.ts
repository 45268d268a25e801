/** ARM bodies as the network API answers them, as far as the generators fill them in. */
export interface ArmReference {
  readonly id: string;
}

export interface ArmObject<Properties> {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly etag: string;
  readonly properties: Properties;
}

export type ArmFrontend = ArmObject<{
  readonly provisioningState: 'Succeeded';
  readonly privateIPAllocationMethod: 'Dynamic';
  readonly privateIPAddress?: string;
  readonly privateIPAddressVersion?: 'IPv4';
  readonly subnet?: ArmReference;
  readonly publicIPAddress?: ArmReference;
  readonly loadBalancingRules?: readonly ArmReference[];
  readonly outboundRules?: readonly ArmReference[];
}>;

export type ArmPool = ArmObject<{
  readonly provisioningState: 'Succeeded';
  readonly backendIPConfigurations: readonly ArmReference[];
  readonly loadBalancerBackendAddresses: readonly {
    readonly name: string;
    readonly properties: { readonly networkInterfaceIPConfiguration: ArmReference };
  }[];
  readonly loadBalancingRules?: readonly ArmReference[];
  readonly outboundRules?: readonly ArmReference[];
}>;

export type ArmRule = ArmObject<{
  readonly provisioningState: 'Succeeded';
  readonly protocol: 'Tcp' | 'Udp';
  readonly frontendPort: number;
  readonly backendPort: number;
  readonly enableFloatingIP: boolean;
  readonly enableTcpReset: boolean;
  readonly idleTimeoutInMinutes: number;
  readonly loadDistribution: 'Default' | 'SourceIP';
  readonly disableOutboundSnat: boolean;
  readonly frontendIPConfiguration: ArmReference;
  readonly backendAddressPool: ArmReference;
  readonly backendAddressPools: readonly ArmReference[];
  readonly probe?: ArmReference;
}>;

export type ArmProbe = ArmObject<{
  readonly provisioningState: 'Succeeded';
  readonly protocol: 'Tcp' | 'Http';
  readonly port: number;
  readonly requestPath?: string;
  readonly intervalInSeconds: number;
  readonly probeThreshold: number;
  readonly numberOfProbes: number;
  readonly noHealthyBackendsBehavior: 'AllProbedDown';
  readonly loadBalancingRules: readonly ArmReference[];
}>;

export interface ArmLoadBalancer
  extends ArmObject<{
    readonly provisioningState: 'Succeeded';
    readonly resourceGuid: string;
    readonly frontendIPConfigurations: readonly ArmFrontend[];
    readonly backendAddressPools: readonly ArmPool[];
    readonly loadBalancingRules: readonly ArmRule[];
    readonly probes: readonly ArmProbe[];
    readonly inboundNatRules: readonly never[];
    readonly outboundRules: readonly ArmObject<Readonly<Record<string, unknown>>>[];
  }> {
  readonly location: string;
  readonly sku: { readonly name: 'Standard'; readonly tier: 'Regional' };
  readonly tags: Readonly<Record<string, string>>;
}

export interface ArmPublicIpAddress
  extends ArmObject<{
    readonly provisioningState: 'Succeeded';
    readonly resourceGuid: string;
    readonly ipAddress: string;
    readonly publicIPAddressVersion: 'IPv4';
    readonly publicIPAllocationMethod: 'Static';
    readonly idleTimeoutInMinutes: number;
    readonly ipTags: readonly never[];
    readonly ipConfiguration: ArmReference;
  }> {
  readonly location: string;
  readonly sku: { readonly name: 'Standard' };
  readonly zones: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface ArmList<T> {
  readonly value: readonly T[];
}
