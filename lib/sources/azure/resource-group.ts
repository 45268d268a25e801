/** The resource group that holds what a managed cluster is made of (MC_…). */
export interface NodeResourceGroup {
  readonly subscriptionId: string;
  readonly name: string;
}
