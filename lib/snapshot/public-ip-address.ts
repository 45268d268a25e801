import type { IpFamily } from './service.ts';

export interface PublicIpAddress {
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly ipAddress: string | null;
  readonly family: IpFamily;
  readonly sku: string | null;
  /** First label of its DNS name; null: it has none. */
  readonly dnsLabel: string | null;
  /** Its whole DNS name; null: it has none. */
  readonly fqdn: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** The frontend (or NIC) that uses it. Null: unattached. */
  readonly ipConfigurationId: string | null;
  readonly provisioningState: string | null;
}
