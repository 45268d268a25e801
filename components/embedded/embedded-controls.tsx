'use client';

import { type ReactNode, useState } from 'react';
import type { EmbeddedCommand, EmbeddedState } from '../../lib/report/embedded-state.ts';
import { Button } from '../ui/button.tsx';
import { Choice, chosenOf } from './choice.tsx';

interface ControlsProps {
  readonly state: EmbeddedState;
  readonly busy: boolean;
  readonly send: (command: EmbeddedCommand) => void;
}

const fullName = ({ namespace, name }: { readonly namespace: string; readonly name: string }) => `${namespace}/${name}`;

/** Those of most interest on top, else in their order. */
function first<T>(items: readonly T[], isWanted: (item: T) => boolean): readonly T[] {
  return [...items.filter(isWanted), ...items.filter((item) => !isWanted(item))];
}

/** One line for each kind of thing that can happen. */
export function EmbeddedControls(props: ControlsProps) {
  return (
    <div className="grid gap-x-6 gap-y-2 xl:grid-cols-2">
      <ScenarioControls {...props} />
      <TimeControls {...props} />
      <NodeControls {...props} />
      <ServiceControls {...props} />
      <WorkloadControls {...props} />
    </div>
  );
}

function Line({ children }: { readonly children: ReactNode }) {
  return <div className="flex min-w-0 flex-wrap items-center gap-2">{children}</div>;
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

function NodeControls({ state, busy, send }: ControlsProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const nodes = first(state.nodes, ({ spot }) => spot);
  const chosen = chosenOf(nodes, ({ name }) => name, wanted);
  if (chosen === null) return null;
  const options = nodes.map(({ name, spot, machine }) => {
    const more = [...(spot ? ['spot'] : []), ...(machine === 'running' ? [] : [machine])];
    return { value: name, label: [name, ...more].join(' · ') };
  });
  const act = (action: EmbeddedAction) => send({ action: { ...action, node: chosen.name } });
  return (
    <Line>
      <Choice label="Node" value={chosen.name} options={options} onChoose={setWanted} />
      <Button
        disabled={busy || !chosen.spot}
        title={chosen.spot ? undefined : 'Only spot nodes are evicted'}
        onClick={() => act({ do: 'evict' })}
      >
        Evict
      </Button>
      <Button disabled={busy} onClick={() => act({ do: 'drain' })}>
        Drain
      </Button>
      <Button disabled={busy} onClick={() => act({ do: 'kill' })}>
        Kill
      </Button>
    </Line>
  );
}

interface EmbeddedAction {
  readonly do: 'evict' | 'drain' | 'kill';
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
  );
}
