import type { LabelExpression } from './label-selector.ts';

export interface NetworkPolicyPeer {
  readonly cidr: string | null;
  readonly except: readonly string[];
  readonly hasPodSelector: boolean;
  readonly hasNamespaceSelector: boolean;
}

export interface NetworkPolicyIngressRule {
  /** Empty: every source. */
  readonly from: readonly NetworkPolicyPeer[];
  /** Empty: every port. */
  readonly ports: readonly NetworkPolicyPort[];
}

export interface NetworkPolicyPort {
  readonly protocol: string;
  /** A number or the name of a container port. Null: every port. */
  readonly port: number | string | null;
  /** Last of a range that `port` begins. Null: `port` alone. */
  readonly endPort: number | null;
}

export interface NetworkPolicy {
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion: string;
  /** matchLabels; empty, and without expressions, selects every pod of the namespace. */
  readonly podSelector: Readonly<Record<string, string>>;
  /** What matchLabels cannot say. */
  readonly expressions: readonly LabelExpression[];
  readonly isolatesIngress: boolean;
  readonly ingress: readonly NetworkPolicyIngressRule[];
}
