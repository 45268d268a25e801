import type { ProxyPort, ServiceRules } from './service-rules.ts';

export interface RuleMatch {
  readonly rules: ServiceRules;
  readonly port: ProxyPort;
}

const nodePortKey = (protocol: string, port: number): string => `${protocol}/${port}`;
const frontendKey = (ip: string, protocol: string, port: number): string => `${ip}/${protocol}/${port}`;

/** Another Service may have taken the place since: only the own entry goes. */
function drop(entries: Map<string, RuleMatch>, key: string, rules: ServiceRules): void {
  if (entries.get(key)?.rules === rules) entries.delete(key);
}

/** The rules of one kube-proxy, found by where a packet is addressed to. */
export class RuleTable {
  private readonly services: Map<string, ServiceRules>;
  private readonly byNodePort = new Map<string, RuleMatch>();
  private readonly byFrontend = new Map<string, RuleMatch>();
  private readonly byHealthPort = new Map<number, ServiceRules>();

  constructor(services: Iterable<ServiceRules> = []) {
    this.services = new Map();
    for (const rules of services) this.set(rules);
  }

  get(service: string): ServiceRules | undefined {
    return this.services.get(service);
  }

  all(): Iterable<ServiceRules> {
    return this.services.values();
  }

  set(rules: ServiceRules): void {
    this.delete(rules.service);
    this.services.set(rules.service, rules);
    if (rules.healthCheckNodePort !== null) this.byHealthPort.set(rules.healthCheckNodePort, rules);
    for (const port of rules.ports) {
      if (port.nodePort !== null) this.byNodePort.set(nodePortKey(port.protocol, port.nodePort), { rules, port });
      for (const ip of rules.frontendIPs)
        this.byFrontend.set(frontendKey(ip, port.protocol, port.port), { rules, port });
    }
  }

  delete(service: string): void {
    const rules = this.services.get(service);
    if (rules === undefined) return;
    this.services.delete(service);
    const health = rules.healthCheckNodePort;
    if (health !== null && this.byHealthPort.get(health) === rules) this.byHealthPort.delete(health);
    for (const port of rules.ports) {
      drop(this.byNodePort, nodePortKey(port.protocol, port.nodePort ?? 0), rules);
      for (const ip of rules.frontendIPs) drop(this.byFrontend, frontendKey(ip, port.protocol, port.port), rules);
    }
  }

  nodePort(protocol: string, port: number): RuleMatch | undefined {
    return this.byNodePort.get(nodePortKey(protocol, port));
  }

  frontend(ip: string, protocol: string, port: number): RuleMatch | undefined {
    return this.byFrontend.get(frontendKey(ip, protocol, port));
  }

  healthPort(port: number): ServiceRules | undefined {
    return this.byHealthPort.get(port);
  }

  /** The same rules, held still: what a kube-proxy leaves behind when it stops. */
  copy(): RuleTable {
    return new RuleTable(this.services.values());
  }
}
