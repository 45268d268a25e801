interface Decoded {
  readonly pattern: RegExp;
  readonly meaning: string;
  readonly remedy: string;
}

/** Texts of the controller and error codes of ARM; the first that fits counts, so the narrow ones come first. */
const DECODED: readonly Decoded[] = [
  {
    pattern: /TooManyRequests|OperationNotAllowed|\b429\b|RetryAfter|throttl/i,
    meaning: 'Azure throttles the controller',
    remedy: 'Wait for the time Azure names and reduce churn; each retry uses the same budget.',
  },
  {
    pattern: /AuthorizationFailed|does not have authorization|LinkedAuthorizationFailed/i,
    meaning: 'the cluster identity lacks a right',
    remedy: 'Grant the cluster identity Network Contributor on the resource group the message names.',
  },
  {
    pattern: /ScopeLocked|CanNotDelete|\block(ed)?\b.*scope|scope.*\block/i,
    meaning: 'a resource lock forbids the change',
    remedy: 'Remove the lock from the object or resource group that the message names.',
  },
  {
    pattern: /RequestDisallowedByPolicy/i,
    meaning: 'an Azure Policy forbids the change',
    remedy: 'Exempt the node resource group from the policy that the message names.',
  },
  {
    pattern: /referenced by an existing loadBalancing rule/i,
    meaning: 'another Service has this port on the same address',
    remedy: 'Give the Service another port or another address.',
  },
  {
    pattern: /RulesUseSameBackendPortProtocolAndPool/i,
    meaning: 'two rules send to the same backend port of the same pool',
    remedy:
      'With floating IP off a backend port can be used once: remove the rule that was made by hand, or turn floating IP on.',
  },
  {
    pattern: /DuplicateResourceName/i,
    meaning: 'two objects of the load balancer would have the same name',
    remedy:
      'Remove the older object of the name in the message; with several load balancers Azure wants pool names apart.',
  },
  {
    pattern:
      /RulesPerNic|RulesPerNetworkInterface|maximum number of (load balancing )?rules|MaximumLoadBalancerRuleCount/i,
    meaning: 'the limit of rules is reached',
    remedy: 'Drop ports, or bring several Services behind one gateway: about 300 rules fit on a network interface.',
  },
  {
    pattern: /allocateLoadBalancerNodePorts/,
    meaning: 'the Service has no node port that Azure could ask',
    remedy:
      'Set allocateLoadBalancerNodePorts to true. Policy Local with floating IP, or the shared probe of the cluster, need no node port.',
  },
  {
    pattern: /health.probe|minimum value of|total probe should be less/i,
    meaning: 'a probe setting is invalid',
    remedy: 'Correct the annotation: interval at least 5, number of probes at least 2, their product below 120.',
  },
  {
    pattern: /idle.?timeout/i,
    meaning: 'the idle timeout is out of range',
    remedy: 'Set azure-load-balancer-tcp-idle-timeout to a whole number of minutes from 4 to 30.',
  },
  {
    pattern: /PublicIPCountLimitReached|QuotaExceeded|limit.*reached/i,
    meaning: 'a quota is used up',
    remedy: 'Raise the quota or free public IPs.',
  },
  {
    pattern: /DnsRecordInUse|DNS label|domain name label/i,
    meaning: 'the DNS label is taken',
    remedy: 'Choose another azure-dns-label-name; it must be free in the whole region.',
  },
  {
    pattern:
      /DifferentSkuLoadBalancersAndPublicIPAddress|SkuMismatch|sku.*(differ|mismatch|not match)|(differ|mismatch).*sku/i,
    meaning: 'the public IP has another SKU than the load balancer',
    remedy: 'Use a static public IP of SKU Standard.',
  },
  {
    pattern: /PublicIPAddressInUse|PublicIPAddressCannotBeDeleted|PublicIPReferencedByMultipleIPConfigs/i,
    meaning: 'the public IP is used elsewhere',
    remedy: 'Free the address, or name another one in azure-pip-name.',
  },
  {
    pattern: /user supplied IP address|PublicIPAddress.*not found|public IP.*(not found|couldn't be found)/i,
    meaning: 'the public IP that the Service names is not found',
    remedy:
      'It must exist in the resource group of azure-load-balancer-resource-group, by default that of the nodes, and in the same region.',
  },
  {
    pattern: /InUseSubnetCannotBeDeleted|PrivateLinkService|private ?link/i,
    meaning: 'a private link service stands in the way',
    remedy: 'Remove its private endpoint connections, or correct the azure-pls annotations.',
  },
  {
    pattern: /azure-allowed-service-tags|allowed.service.tags/i,
    meaning: 'source ranges and service tags contradict each other',
    remedy: 'Use either loadBalancerSourceRanges or azure-allowed-service-tags.',
  },
  {
    pattern: /PrivateIPAddressInUse|PrivateIPAddressIsAllocated|PrivateIPAddressNotInSubnet/i,
    meaning: 'the private address is taken or not in the subnet',
    remedy: 'Choose a free address of the subnet in azure-load-balancer-ipv4.',
  },
  { pattern: /SCTP/, meaning: 'SCTP is not possible here', remedy: 'Use an internal load balancer for SCTP.' },
  {
    pattern: /subnet/i,
    meaning: 'the subnet is full, missing or not allowed',
    remedy: 'Check the name in azure-load-balancer-internal-subnet and the free addresses of the subnet.',
  },
  {
    pattern: /AnotherOperationInProgress|RetryableError|Canceled|PreconditionFailed|etag/i,
    meaning: 'another change of the same Azure object was under way',
    remedy: 'Wait: the controller tries again. If it stays, find who else writes to the load balancer.',
  },
];

/** A controller message in plain words. */
export function decodeSyncFailure(message: string): { readonly meaning: string; readonly remedy: string } {
  return (
    DECODED.find((entry) => entry.pattern.test(message)) ?? {
      meaning: 'the controller refuses the Service',
      remedy: 'Read the message; it names the object and the reason.',
    }
  );
}
