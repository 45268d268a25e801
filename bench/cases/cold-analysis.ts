import { analyze } from '../../lib/analysis/analyze.ts';
import type { GeneratedCluster } from '../generate-cluster.ts';
import { median, timings } from '../measure.ts';
import { type RawLists, readSnapshot } from '../raw-snapshot.ts';
import { milliseconds, type ResultRow } from '../result-table.ts';

const RUNS = 7;
const BUDGET = 0.25;

/** What the API server and ARM would send for everything but pods. */
export function printedLists(cluster: GeneratedCluster): Readonly<Record<keyof RawLists, string>> {
  const { nodes, leases, services, endpointSlices, loadBalancers, publicIPAddresses, scaleSets, managedCluster } =
    cluster;
  return {
    nodes: JSON.stringify(nodes),
    leases: JSON.stringify(leases),
    services: JSON.stringify(services),
    endpointSlices: JSON.stringify(endpointSlices),
    loadBalancers: JSON.stringify(loadBalancers),
    publicIPAddresses: JSON.stringify(publicIPAddresses),
    scaleSets: JSON.stringify(scaleSets),
    managedCluster: JSON.stringify(managedCluster),
  };
}

export function parsedLists(printed: Readonly<Record<keyof RawLists, string>>): RawLists {
  return {
    nodes: parsedList(printed.nodes),
    leases: parsedList(printed.leases),
    services: parsedList(printed.services),
    endpointSlices: parsedList(printed.endpointSlices),
    loadBalancers: parsedList(printed.loadBalancers),
    publicIPAddresses: parsedList(printed.publicIPAddresses),
    scaleSets: parsedList(printed.scaleSets),
    managedCluster: JSON.parse(printed.managedCluster),
  };
}

function parsedList(text: string): readonly unknown[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) throw new Error('a list was printed as something else');
  return value;
}

/** Cold analysis against JSON.parse of the same objects. */
export function coldAnalysis(cluster: GeneratedCluster): readonly ResultRow[] {
  const printed = printedLists(cluster);
  const raw = parsedLists(printed);
  const { snapshot } = readSnapshot(raw);
  const floor = median(timings(RUNS, () => parsedLists(printed)));
  const parsers = median(timings(RUNS, () => readSnapshot(raw)));
  const analysis = median(timings(RUNS, () => analyze(snapshot)));
  const megabytes = Object.values(printed).reduce((sum, text) => sum + text.length, 0) / 1e6;
  const row = (what: string, ms: number, hasBudget: boolean): ResultRow => ({
    what,
    value: milliseconds(ms),
    ratio: ms / floor,
    budget: hasBudget ? { text: `≤ ${BUDGET}`, kept: ms / floor <= BUDGET } : null,
  });
  return [
    row(`JSON.parse of ${megabytes.toFixed(0)} MB: the floor`, floor, false),
    row('wire parsers: raw objects → snapshot', parsers, false),
    row('analyze(snapshot)', analysis, true),
    row('wire parsers + analyze(snapshot)', parsers + analysis, true),
  ];
}
