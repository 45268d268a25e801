import type { Analysis, AnalyzedService } from '../../analysis/analysis.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/**
 * True: something may be judged otherwise at `now` than at the moment of the analysis though no object has changed: a
 * grace or draining window, an eviction notice, an acknowledgement or the age of a probe answer may have ended since.
 */
export function canChangeWithTime(analysis: Analysis, now: string): boolean {
  const { model, snapshot } = analysis;
  const { nodeJoinSeconds, observationSeconds, acknowledgements } = model.settings;
  return (
    isWithin(model.newestNodeAt, snapshot.takenAt, nodeJoinSeconds) ||
    model.noteworthy.some((node) => node.departure?.kind === 'eviction-notice') ||
    answersExpire(snapshot, now, observationSeconds) ||
    acknowledgements.some(({ until }) => isBetween(Date.parse(until), snapshot.takenAt, now)) ||
    [...analysis.services.values()].some(({ model: { reconsiderAt } }) =>
      isBetween(reconsiderAt, snapshot.takenAt, now),
    ) ||
    [...analysis.services.values()].some(isInMotion)
  );
}

/** Has no address yet, or endpoints that terminate. */
function isInMotion({ model }: AnalyzedService): boolean {
  if (model.service.ingress.length === 0) return true;
  return model.ports.some((port) => port.endpoints.some((endpoint) => endpoint.state.endsWith('terminating')));
}

/** Some probe answer was fresh at the snapshot's moment and is too old now. */
function answersExpire({ probes, takenAt }: Snapshot, now: string, seconds: number): boolean {
  const times = [...probes.ruleHealth.map(({ observedAt }) => observedAt), ...probes.observed.map(({ at }) => at)];
  return times.some((at) => isWithin(at, takenAt, seconds) && !isWithin(at, now, seconds));
}

function isBetween(moment: number | null, from: string, to: string): boolean {
  return moment !== null && moment >= Date.parse(from) && moment <= Date.parse(to);
}

function isWithin(at: string | null, now: string, seconds: number): boolean {
  return at !== null && Date.parse(now) - Date.parse(at) <= seconds * 1000;
}
