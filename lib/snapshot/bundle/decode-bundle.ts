import type { ProbesPart } from '../probes-part.ts';
import type { Snapshot } from '../snapshot.ts';
import type { SourceName, SourceStatus } from '../source-status.ts';
import type { BundleProblem } from './bundle-problem.ts';
import { decodeAzure } from './decode-azure.ts';
import { type DecodedPart, decodeKubernetes, type ListOutcome } from './decode-kubernetes.ts';
import { decodeManifest, MANIFEST_PATH, type Manifest } from './decode-manifest.ts';
import { decodeObserved } from './decode-observed.ts';
import { decodeRuleHealth } from './decode-rule-health.ts';
import { newestInstant } from './newest-instant.ts';
import { declaredSourceOf, sourceOf, type TimedOutcome } from './source-outcome.ts';
import { inUtc, newestOf, oldestOf } from './time-order.ts';

export interface DecodedBundle {
  readonly snapshot: Snapshot;
  readonly problems: readonly BundleProblem[];
  /** Worth a line, nothing to repair: files that are not part of a bundle. */
  readonly notes: readonly string[];
}

/**
 * Reads the files of a bundle (path → text) into a snapshot. Never throws: what cannot be read is a problem that
 * names file and place, its resource is `partial`, `denied` or `absent`, and everything else is read.
 * `fallback` names cluster and time where neither the manifest nor the objects do.
 */
export function decodeBundle(
  files: ReadonlyMap<string, string>,
  fallback: { readonly cluster: string; readonly takenAt: string },
): DecodedBundle {
  const { manifest, problems } = decodeManifest(files.get(MANIFEST_PATH));
  const kubernetes = decodeKubernetes(files);
  const takenAt = inUtc(manifest.takenAt ?? newestInstant(kubernetes.part) ?? fallback.takenAt);
  const azure = decodeAzure(files, manifest.cluster, takenAt);
  const probes = decodeProbes(files, takenAt);
  const sources = {
    kubernetes: decideSource(manifest, 'kubernetes', timed(kubernetes, takenAt, true)),
    azure: decideSource(manifest, 'azure', timed(azure, takenAt, wasAsked(azure))),
    probes: decideSource(manifest, 'probes', probes.outcomes),
  };
  const snapshot: Snapshot = {
    formatVersion: 1,
    cluster: manifest.cluster ?? azure.part.managedCluster?.name ?? fallback.cluster,
    takenAt,
    sources,
    kubernetes: kubernetes.part,
    azure: azure.part,
    probes: probes.part,
  };
  const missing = [...missingFiles(kubernetes, sources.kubernetes), ...missingFiles(azure, sources.azure)];
  return {
    snapshot,
    problems: [...problems, ...missing, ...kubernetes.problems, ...azure.problems, ...probes.problems],
    notes: noteIgnored([...kubernetes.ignored, ...azure.ignored, ...probes.ignored]),
  };
}

function decideSource(manifest: Manifest, name: SourceName, outcomes: readonly TimedOutcome[]): SourceStatus {
  const declared = manifest.sources?.[name];
  return declared ? declaredSourceOf(declared, outcomes) : sourceOf(outcomes);
}

function missingMessage({ list }: ListOutcome): string {
  return `is missing; make it with: ${list.command}`;
}

/** A bundle without any file of Azure is one of a source that was not asked, not one with a file missing. */
function wasAsked(decoded: DecodedPart<unknown>): boolean {
  return decoded.outcomes.some((outcome) => outcome.state !== 'absent');
}

function timed(decoded: DecodedPart<unknown>, takenAt: string, isExpected: boolean): readonly TimedOutcome[] {
  return decoded.outcomes.map((outcome) => {
    const required = outcome.list.required && isExpected;
    const isMissing = required && outcome.state === 'absent';
    return {
      resource: outcome.resource,
      state: outcome.state,
      error: isMissing ? `${outcome.list.path} ${missingMessage(outcome)}` : outcome.error,
      denied: outcome.denied,
      holdsData: outcome.holdsData,
      observedAt: outcome.holdsData ? takenAt : null,
      required,
      isList: outcome.list.isList,
    };
  });
}

function missingFiles(decoded: DecodedPart<unknown>, source: SourceStatus): readonly BundleProblem[] {
  const named = new Set(source.resources.map((status) => status.error));
  return decoded.outcomes
    .map((outcome) => ({ file: outcome.list.path, pointer: '', message: missingMessage(outcome) }))
    .filter((problem) => named.has(`${problem.file} ${problem.message}`));
}

interface DecodedProbes {
  readonly part: ProbesPart;
  readonly outcomes: readonly TimedOutcome[];
  readonly problems: readonly BundleProblem[];
  readonly ignored: readonly string[];
}

function decodeProbes(files: ReadonlyMap<string, string>, takenAt: string): DecodedProbes {
  const health = decodeRuleHealth(files, takenAt);
  const observed = decodeObserved(files);
  const seen = observed.values ?? [];
  const optional = { required: false, isList: false };
  return {
    part: { ruleHealth: health.ruleHealth, observed: seen },
    outcomes: [
      { ...health.outcome, ...optional, observedAt: oldestOf(health.ruleHealth.map((each) => each.observedAt)) },
      { ...observed.outcome, ...optional, observedAt: newestOf(seen.map((each) => each.at)) },
    ],
    problems: [...health.problems, ...observed.problems],
    ignored: health.ignored,
  };
}

function noteIgnored(paths: readonly string[]): readonly string[] {
  if (paths.length === 0) return [];
  return [`Not part of a bundle, so not read: ${paths.join(', ')}.`];
}
