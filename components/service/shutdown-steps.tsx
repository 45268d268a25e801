import type { ShutdownStepReport } from '../../lib/report/lifecycle-report.ts';
import { formatWindow } from '../format.ts';
import { KnownTag } from '../ui/known-tag.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { Explained } from './explained.tsx';
import { stepTitles, stepVerdictWords } from './lifecycle-words.ts';

/** Each length that a shutdown depends on: what is set, what is needed, and whether that is enough. */
export function ShutdownSteps({ steps }: { readonly steps: readonly ShutdownStepReport[] }) {
  return (
    <ul className="grid gap-2">
      {steps.map((step) => (
        <li key={step.step}>
          <div className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium">{stepTitles[step.step]}</span>
            <Explained
              what={stepTitles[step.step]}
              value={step.configuredSeconds === null ? 'cannot be read' : `${step.configuredSeconds} s`}
              explanation={{
                formula: `What ${stepTitles[step.step]} has to last, from the probe in force and the settings of this dashboard.`,
                filled: neededText(step),
                inputs: neededInputs(step),
                section: 'Shutdown of a pod',
                known: step.known,
              }}
            />
            <StateBadge state={stepVerdictWords[step.verdict]} />
            <KnownTag known={step.known} />
          </div>
          <p className="text-soft">{becauseText(step)}</p>
        </li>
      ))}
    </ul>
  );
}

function neededInputs({ configuredSeconds, neededSeconds, recommendedSeconds }: ShutdownStepReport) {
  return [
    { name: 'Set', value: configuredSeconds === null ? 'cannot be read' : `${configuredSeconds} s` },
    { name: 'Needed', value: neededSeconds === null ? 'not known' : formatWindow(neededSeconds) },
    { name: 'Recommended', value: recommendedSeconds === null ? 'nothing' : `${recommendedSeconds} s` },
  ];
}

function neededText({ neededSeconds, recommendedSeconds }: ShutdownStepReport): string {
  const needed = neededSeconds === null ? 'needed: not known' : `needed: ${formatWindow(neededSeconds)}`;
  return recommendedSeconds === null ? needed : `${needed}; recommended with a margin: ${recommendedSeconds} s`;
}

function becauseText({ because, verdict, recommendedSeconds }: ShutdownStepReport): string {
  const asks = recommendedSeconds !== null && (verdict === 'short' || verdict === 'tight');
  const text = `${because.charAt(0).toUpperCase()}${because.slice(1)}`;
  return asks ? `${text}; recommended: ${recommendedSeconds} s.` : `${text}.`;
}
