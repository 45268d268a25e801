import { resourceOfKind, resources, schemas } from '../objects/resources.ts';
import { manifestsOf, type Scenario } from './scenario-schema.ts';

type ScenarioManifest = Scenario['manifests'][number];

export interface PlacedProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function problemsOf(manifest: ScenarioManifest, at: readonly PropertyKey[]): PlacedProblem[] {
  const resource = resourceOfKind(manifest.apiVersion, manifest.kind);
  if (resource === null) {
    const known = Object.values(resources).map(({ kind }) => kind);
    const message = `${manifest.kind} (${manifest.apiVersion}) is no kind of the simulator; it has ${known.join(', ')}`;
    return [{ path: [...at, 'kind'], message }];
  }
  const parsed = schemas[resource].safeParse(manifest);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => ({ path: [...at, ...path], message }));
}

function lostTraffic(scenario: Scenario): PlacedProblem[] {
  const services = new Set(
    manifestsOf(scenario)
      .filter(({ kind }) => kind === 'Service')
      .map(({ metadata }) => `${metadata.namespace ?? 'default'}/${metadata.name}`),
  );
  return scenario.traffic.flatMap(({ service }, place) =>
    services.has(service)
      ? []
      : [{ path: ['traffic', place, 'service'], message: `no manifest makes the Service ${service}` }],
  );
}

/** What the API server would not take, and traffic to a Service that nobody makes. */
export function manifestProblems(scenario: Scenario): PlacedProblem[] {
  return [
    ...scenario.manifests.flatMap((manifest, place) => problemsOf(manifest, ['manifests', place])),
    ...scenario.repeat.flatMap(({ manifests }, group) =>
      manifests.flatMap((manifest, place) => problemsOf(manifest, ['repeat', group, 'manifests', place])),
    ),
    ...lostTraffic(scenario),
  ];
}
