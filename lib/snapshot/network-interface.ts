export interface NetworkInterface {
  readonly id: string;
  readonly virtualMachineId: string | null;
  readonly ipConfigurations: readonly { readonly id: string; readonly privateIPAddress: string | null }[];
  readonly provisioningState: string | null;
}
