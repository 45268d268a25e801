export interface NetworkPolicyPeer {
  readonly cidr: string | null;
  readonly except: readonly string[];
  readonly hasPodSelector: boolean;
  readonly hasNamespaceSelector: boolean;
}

export interface NetworkPolicyIngressRule {
  /** Empty: every source. */
  readonly from: readonly NetworkPolicyPeer[];
  /** Empty: every port. Numbers or container port names. */
  readonly ports: readonly { readonly protocol: string; readonly port: number | string | null }[];
}

export interface NetworkPolicy {
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion: string;
  /** matchLabels; empty selects every pod of the namespace. */
  readonly podSelector: Readonly<Record<string, string>>;
  readonly isolatesIngress: boolean;
  readonly ingress: readonly NetworkPolicyIngressRule[];
}
