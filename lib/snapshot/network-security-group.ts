export interface SecurityRule {
  readonly name: string;
  readonly access: string;
  readonly direction: string;
  readonly priority: number;
  readonly protocol: string;
  readonly sources: readonly string[];
  readonly sourcePorts: readonly string[];
  readonly destinations: readonly string[];
  readonly destinationPorts: readonly string[];
}

export interface NetworkSecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  /** Custom and default rules together. */
  readonly rules: readonly SecurityRule[];
}
