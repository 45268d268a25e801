import type { NodeDocument } from '../../lib/report/cluster-documents.ts';
import { formatZone } from '../format.ts';
import { Command } from '../ui/command.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { ObjectName } from '../ui/object-name.tsx';
import { Section } from '../ui/section.tsx';
import { shellQuote } from '../ui/shell-quote.ts';
import { nodeCondition } from './node-condition.ts';

interface NodeFactsProps {
  /** kubectl context. */
  readonly context: string;
  readonly node: NodeDocument;
}

/** What the node is, how it is, and how to look at it by hand. */
export function NodeFacts({ context, node }: NodeFactsProps) {
  return (
    <Section id="node" title="The node" term="node" hint={nodeCondition(node)}>
      <div className="grid gap-x-6 gap-y-3 px-4 py-3 lg:grid-cols-2">
        <dl className="grid content-start grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          <Fact name="Name">
            <ObjectName name={node.name} copy="node" />
          </Fact>
          <Fact name="Address">
            {node.ip === null ? (
              'none known'
            ) : (
              <span className="flex items-center font-mono text-xs">
                {node.ip}
                <CopyButton text={node.ip} what={`address ${node.ip}`} className="-my-1" />
              </span>
            )}
          </Fact>
          <Fact name="Pool · zone">
            {node.pool ?? 'no pool'} · {formatZone(node.zone)}
            {node.spot && ' · spot'}
          </Fact>
          <Fact name="About to leave">{node.departure ?? 'nothing says so'}</Fact>
        </dl>
        <div className="grid min-w-0 content-start gap-1">
          {commandsOf(context, node).map((command) => (
            <Command key={command} command={command} />
          ))}
        </div>
      </div>
    </Section>
  );
}

function commandsOf(context: string, node: NodeDocument): readonly string[] {
  const kubectl = `kubectl --context ${shellQuote(context)}`;
  const name = shellQuote(node.name);
  return [
    `${kubectl} describe node ${name}`,
    `${kubectl} -n kube-node-lease get lease ${name} -o yaml`,
    `${kubectl} get pods --all-namespaces --field-selector ${shellQuote(`spec.nodeName=${node.name}`)} -o wide`,
  ];
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
