'use client';

import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { BreakAndMend } from './break-and-mend.tsx';
import { clusterBreakages, workloadBreakages } from './breakages.ts';
import { Choice, chosenOf } from './choice.tsx';
import { type ControlsProps, first, fullName, Line } from './controls.tsx';
import { NodeControls } from './node-controls.tsx';

/** One line for each kind of thing that can happen. */
export function EmbeddedControls(props: ControlsProps) {
  return (
    <div className="grid gap-x-6 gap-y-2 xl:grid-cols-2">
      <ScenarioControls {...props} />
      <TimeControls {...props} />
      <ServiceControls {...props} />
      <BreakAndMend label="Around" breakages={clusterBreakages(props.state)} busy={props.busy} send={props.send} />
      <NodeControls {...props} />
      <WorkloadControls {...props} />
    </div>
  );
}

function ScenarioControls({ state, busy, send }: ControlsProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const chosen = chosenOf(state.scenarios, ({ name }) => name, wanted ?? state.scenario);
  if (chosen === null) return null;
  const options = state.scenarios.map(({ name, title }) => ({ value: name, label: title }));
  return (
    <Line>
      <Choice label="Scenario" value={chosen.name} options={options} onChoose={setWanted} />
      <Button disabled={busy} onClick={() => send({ run: chosen.name })}>
        Run its events
      </Button>
    </Line>
  );
}

const speeds = [1, 5, 20, 60];

function TimeControls({ state, busy, send }: ControlsProps) {
  const paused = state.speed === 0;
  const shown = paused ? 1 : state.speed;
  const options = [...new Set([...speeds, shown])].map((speed) => ({
    value: `${speed}`,
    label: `${speed}× real time`,
  }));
  return (
    <Line>
      <Choice label="Time" value={`${shown}`} options={options} onChoose={(speed) => send({ speed: Number(speed) })} />
      <Button disabled={busy} onClick={() => send({ speed: paused ? 1 : 0 })}>
        {paused ? 'Resume' : 'Pause'}
      </Button>
    </Line>
  );
}

function ServiceControls({ state, busy, send }: ControlsProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const chosen = chosenOf(state.services, fullName, wanted);
  if (chosen === null) return null;
  const other = chosen.externalTrafficPolicy === 'Local' ? 'Cluster' : 'Local';
  const service = fullName(chosen);
  const options = state.services.map((each) => ({
    value: fullName(each),
    label: `${fullName(each)} · ${each.externalTrafficPolicy ?? 'Cluster'}`,
  }));
  return (
    <Line>
      <Choice label="Service" value={service} options={options} onChoose={setWanted} />
      <Button disabled={busy} onClick={() => send({ action: { do: 'policy', service, policy: other } })}>
        Switch to {other}
      </Button>
    </Line>
  );
}

function WorkloadControls({ state, busy, send }: ControlsProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const workloads = first(state.workloads, ({ namespace }) => namespace !== 'kube-system');
  const chosen = chosenOf(workloads, fullName, wanted);
  if (chosen === null) return null;
  const workload = fullName(chosen);
  const options = workloads.map((each) => ({
    value: fullName(each),
    label: `${fullName(each)} · ${each.replicas} pods`,
  }));
  const scale = (replicas: number) => send({ action: { do: 'scale', workload, replicas } });
  return (
    <div className="grid content-start gap-2">
      <Line>
        <Choice label="Workload" value={workload} options={options} onChoose={setWanted} />
        <Button disabled={busy || chosen.replicas === 0} onClick={() => scale(chosen.replicas - 1)}>
          1 pod less
        </Button>
        <Button disabled={busy} onClick={() => scale(chosen.replicas + 1)}>
          1 pod more
        </Button>
        <Button disabled={busy} onClick={() => send({ action: { do: 'restart', workload } })}>
          Roll out
        </Button>
      </Line>
      <BreakAndMend label="Its pods" breakages={workloadBreakages(workload)} busy={busy} send={send} />
    </div>
  );
}
