import type { Service } from '../../snapshot/service.ts';

/** The Service's own port for a port that a Gateway names: its port, or the one that leads there. Null: none does. */
export function entryPort(service: Service, port: number): number | null {
  const own =
    service.ports.find((each) => each.port === port) ?? service.ports.find((each) => each.targetPort === port);
  return own?.port ?? null;
}
