'use client';

import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { type Breakage, clusterBreakages, nodeBreakages, workloadBreakages } from './breakages.ts';
import { Choice, chosenOf } from './choice.tsx';
import { type ControlsProps, first, fullName, Line } from './controls.tsx';
import { NodeChoice, nodesOf } from './node-choice.tsx';

/** Breaks and mends: parts of a node, pods of a workload, zones, Azure. */
export function BreakControls(props: ControlsProps) {
  return (
    <>
      <NodeParts {...props} />
      <WorkloadParts {...props} />
      <BreakAndMend label="Surroundings" breakages={clusterBreakages(props.state)} {...props} />
    </>
  );
}

function NodeParts(props: ControlsProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const nodes = nodesOf(props.state);
  const chosen = chosenOf(nodes, ({ name }) => name, wanted);
  if (chosen === null) return null;
  return (
    <div className="grid gap-2">
      <Line>
        <NodeChoice label="On node" nodes={nodes} chosen={chosen} onChoose={setWanted} />
      </Line>
      <BreakAndMend label="Part of it" breakages={nodeBreakages(chosen.name)} {...props} />
    </div>
  );
}

function WorkloadParts(props: ControlsProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const workloads = first(props.state.workloads, ({ namespace }) => namespace !== 'kube-system');
  const chosen = chosenOf(workloads, fullName, wanted);
  if (chosen === null) return null;
  const options = workloads.map((each) => ({ value: fullName(each), label: fullName(each) }));
  return (
    <div className="grid gap-2">
      <Line>
        <Choice label="In workload" value={fullName(chosen)} options={options} onChoose={setWanted} />
      </Line>
      <BreakAndMend label="Part of it" breakages={workloadBreakages(fullName(chosen))} {...props} />
    </div>
  );
}

interface BreakAndMendProps extends ControlsProps {
  readonly label: string;
  readonly breakages: readonly Breakage[];
}

function BreakAndMend({ label, breakages, busy, send }: BreakAndMendProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const chosen = chosenOf(breakages, ({ name }) => name, wanted);
  if (chosen === null) return null;
  const options = breakages.map((each) => ({ value: each.name, label: each.label }));
  return (
    <Line>
      <Choice label={label} value={chosen.name} options={options} onChoose={setWanted} />
      <Button disabled={busy} onClick={() => send({ action: chosen.break })}>
        Break
      </Button>
      <Button disabled={busy} onClick={() => send({ action: chosen.mend })}>
        Mend
      </Button>
    </Line>
  );
}
