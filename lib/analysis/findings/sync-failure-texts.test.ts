import { describe, expect, it } from 'vitest';
import { decodeSyncFailure } from './sync-failure-texts.ts';

describe('texts of failed syncs', () => {
  it.each([
    ['Retriable: true, RetryAfter: 230s, HTTPStatusCode: 429', 'Azure throttles the controller'],
    ['Code="OperationNotAllowed" Message="The server rejected the request"', 'Azure throttles the controller'],
    ['Code="LinkedAuthorizationFailed"', 'the cluster identity lacks a right'],
    ['"code": "ScopeLocked", "message": "The scope cannot perform delete"', 'a resource lock forbids the change'],
    ['RequestDisallowedByPolicy: public IPs are forbidden', 'an Azure Policy forbids the change'],
    [
      'checkLoadBalancerResourcesConflicts: service port b is trying to consume the port 80 which is being referenced by an existing loadBalancing rule x',
      'another Service has this port on the same address',
    ],
    ['Code="RulesUseSameBackendPortProtocolAndPool"', 'two rules send to the same backend port of the same pool'],
    ['DuplicateResourceName: Resource has duplicate name', 'two objects of the load balancer would have the same name'],
    ['total probe should be less than 120, please adjust interval', 'a probe setting is invalid'],
    ['PublicIPCountLimitReached', 'a quota is used up'],
    ['Code="DnsRecordInUse"', 'the DNS label is taken'],
    ['DifferentSkuLoadBalancersAndPublicIPAddressNotAllowed', 'the public IP has another SKU than the load balancer'],
    [
      'user supplied IP Address 20.1.1.1 was not found in resource group x',
      'the public IP that the Service names is not found',
    ],
    ['SCTP is only supported on internal LoadBalancer', 'SCTP is not possible here'],
    ['ensure(lab/x): subnet(apps) not found', 'the subnet is full, missing or not allowed'],
    ['Code="AnotherOperationInProgress"', 'another change of the same Azure object was under way'],
    ['something new', 'the controller refuses the Service'],
  ])('%s', (message, meaning) => {
    expect(decodeSyncFailure(message).meaning).toBe(meaning);
    expect(decodeSyncFailure(message).remedy).not.toBe('');
  });
});
