import { describe, expect, it } from 'vitest';
import { commandEffect } from './command-effect.ts';

describe('command effect', () => {
  it.each([
    'kubectl --context prod -n shop get endpointslices -l kubernetes.io/service-name=web',
    'kubectl --context prod auth can-i list nodes',
    'kubectl -n shop patch service web --dry-run=server --patch-file p.yaml',
    'az network lb rule show -g MC_rg --lb-name kubernetes -n a1-TCP-80',
    'az vmss list-instances -g MC_rg -n aks-spot',
    'az rest --method post --url https://management.azure.com/x/health?api-version=1',
    'curl -si http://10.224.0.4:31000/healthz',
  ])('reads: %s', (command) => {
    expect(commandEffect(command)).toBe('reads');
  });

  it.each([
    'kubectl -n shop patch service web -p {}',
    'kubectl delete pod -n shop web-0',
    'az network lb probe update -g MC_rg --lb-name kubernetes -n p --path /healthz',
    'az rest --method put --url https://management.azure.com/x',
    'az aks nodepool update -g rg --cluster-name c -n spot --labels a=b',
    'rm -rf /',
  ])('is marked as a change: %s', (command) => {
    expect(commandEffect(command)).toBe('changes');
  });
});
