import type { ServiceReport } from '../../lib/report/service-report.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { formatShareInText, formatWindow } from '../format.ts';
import { Section } from '../ui/section.tsx';
import { Explained } from './explained.tsx';
import { LifecycleTimeline } from './lifecycle-timeline.tsx';
import { type LifecyclePanel, prepareLifecycle } from './prepare-lifecycle.ts';
import { RolloutFacts } from './rollout-facts.tsx';
import { ShutdownSteps } from './shutdown-steps.tsx';

interface LifecycleSectionProps {
  readonly lifecycle: ServiceReport['lifecycle'];
  readonly viewed: TrafficPolicy;
}

export function LifecycleSection({ lifecycle, viewed }: LifecycleSectionProps) {
  const panels = prepareLifecycle(lifecycle, viewed);
  return (
    <Section
      id="lifecycle"
      title="When a pod shuts down"
      term="shutdown"
      hint={`Under ${viewed}: how long connections still come, against how long the pod stays, and how pods are replaced.`}
    >
      {panels.length === 0 ? (
        <p className="px-4 py-3 text-soft">No probe takes nodes out, and no workload is known.</p>
      ) : (
        <ul className="divide-y divide-line">
          {panels.map((panel) => (
            <li key={panel.key} className="grid gap-3 px-4 py-3">
              <h3 className="font-semibold">{panel.title}</h3>
              <Panel panel={panel} viewed={viewed} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Panel({ panel, viewed }: { readonly panel: LifecyclePanel; readonly viewed: TrafficPolicy }) {
  const { totalSeconds } = panel;
  return (
    <>
      <LifecycleTimeline
        title="Second 0: a pod is deleted, by a rollout, a drain or an autoscaler"
        spans={panel.shutdown}
        totalSeconds={totalSeconds}
      />
      <LifecycleTimeline
        title="Second 0: a node stops answering, without any warning"
        spans={panel.failure}
        totalSeconds={totalSeconds}
      />
      {panel.workload !== null && (
        <div className="grid gap-x-8 gap-y-3 lg:grid-cols-2">
          <div className="grid content-start gap-2">
            {panel.loss !== null && <Loss loss={panel.loss} viewed={viewed} />}
            {panel.steps === null ? (
              <p className="text-soft">No port of the Service has a rule, so nothing comes to a pod that shuts down.</p>
            ) : (
              <ShutdownSteps steps={panel.steps} />
            )}
          </div>
          <RolloutFacts workload={panel.workload} />
        </div>
      )}
    </>
  );
}

interface LossProps {
  readonly loss: NonNullable<LifecyclePanel['loss']>;
  readonly viewed: TrafficPolicy;
}

/** What every deleted pod costs. */
function Loss({ loss: { lossSeconds, lossShare }, viewed }: LossProps) {
  if (lossSeconds === null) return <p>What a deleted pod costs is not known.</p>;
  if (lossSeconds[1] === 0) return <p>A deleted pod costs no connection.</p>;
  const share = lossShare === null ? 'its share' : formatShareInText(lossShare);
  return (
    <p>
      <span className="text-soft">Cost of each deleted pod:</span>
      <Explained
        what="the loss of a deleted pod"
        value={`${share} of new connections for ${formatWindow(lossSeconds)}`}
        explanation={{
          formula:
            viewed === 'Local'
              ? 'From the end of preStop until the probe has taken the node out. The share is that of one node with pods.'
              : 'From the end of preStop until every node has heard that the pod goes. The share is that of one pod.',
          filled: `${share} for ${formatWindow(lossSeconds)}`,
          inputs: [
            { name: 'Share', value: share },
            { name: 'Time without an answer', value: formatWindow(lossSeconds) },
          ],
          section: 'Shutdown of a pod',
          known: 'computed',
        }}
      />
    </p>
  );
}
