export interface ScaleSet {
  readonly id: string;
  readonly name: string;
  /** `Spot`, `Regular`; null where Azure does not say. */
  readonly priority: string | null;
  readonly evictionPolicy: string | null;
  /** Tag aks-managed-poolName. */
  readonly poolName: string | null;
  readonly capacity: number | null;
  readonly provisioningState: string | null;
}

export interface ScaleSetVm {
  readonly id: string;
  readonly instanceId: string;
  /** osProfile.computerName: the node name, any case. */
  readonly computerName: string | null;
  readonly provisioningState: string | null;
  /** `PowerState/running` → `running`; null where the instance view is missing. */
  readonly powerState: string | null;
}
