import { percent } from '../../lib/analysis/findings/wording.ts';
import type { Known } from '../../lib/report/known.ts';
import type { PolicyNode, PolicyReport } from '../../lib/report/policy-report.ts';
import type { ServiceReport } from '../../lib/report/service-report.ts';
import type { Verdict } from '../../lib/report/verdict-report.ts';
import type { CliIo } from '../output/cli-io.ts';
import { yesNo } from '../output/figures.ts';
import { verdictText } from '../output/state-texts.ts';
import { type TextColumn, textTable } from '../output/text-table.ts';

/** Nodes that differ in nothing shown are one row from this many nodes on. */
const singleRowsMax = 16;

interface NodeRow {
  readonly node: PolicyNode;
  readonly verdict: Verdict | null;
  readonly known: Known;
  readonly because: string;
  /** Others of which all columns say the same. */
  readonly alike: readonly string[];
}

/** Nodes under a policy, wrong ones first. Verdicts judge what is, so only the configured policy has them. */
export function nodesTable(service: ServiceReport, body: PolicyReport, isConfigured: boolean, io: CliIo): string {
  const rule = service.rules[0]?.name ?? service.verdicts[0]?.rule;
  const verdicts = new Map(service.verdicts.filter((row) => row.rule === rule).map((row) => [row.node, row]));
  const rows = body.nodes.map((node): NodeRow => {
    const found = isConfigured ? verdicts.get(node.name) : undefined;
    const because = found === undefined || found.verdict === 'in-rotation' ? '' : found.because;
    return { node, verdict: found?.verdict ?? null, known: found?.known ?? 'computed', because, alike: [] };
  });
  const shown = rows.length > singleRowsMax ? grouped(rows) : rows;
  return textTable(
    columns(isConfigured, io),
    shown.toSorted((a, b) => order(a) - order(b) || b.node.share - a.node.share),
  );
}

const verdictOrder: readonly (Verdict | null)[] = [
  'wrongly-in',
  'wrongly-out',
  'degraded',
  'draining',
  'unknown',
  'in-rotation',
  'expected-out',
  null,
];

function order({ verdict }: NodeRow): number {
  return verdictOrder.indexOf(verdict);
}

function grouped(rows: readonly NodeRow[]): NodeRow[] {
  const groups = new Map<string, NodeRow>();
  for (const row of rows) {
    const { pool, zone, spot, ready, inPool, expectedProbe, forwards, share } = row.node;
    const key = [
      row.verdict,
      row.known,
      row.because,
      pool,
      zone,
      spot,
      ready,
      inPool,
      expectedProbe,
      forwards,
      share,
    ].join();
    const group = groups.get(key);
    groups.set(key, group === undefined ? row : { ...group, alike: [...group.alike, row.node.name] });
  }
  return [...groups.values()];
}

function columns(withVerdict: boolean, io: CliIo): TextColumn<NodeRow>[] {
  const common: TextColumn<NodeRow>[] = [
    {
      head: 'node',
      cell: ({ node, alike }) => (alike.length === 0 ? node.name : `${node.name} and ${alike.length} more`),
    },
    { head: 'pool', cell: ({ node }) => node.pool ?? '–' },
    { head: 'spot', cell: ({ node }) => yesNo(node.spot) },
    { head: 'zone', cell: ({ node }) => node.zone ?? '–' },
    { head: 'ready', cell: ({ node }) => yesNo(node.ready) },
    { head: 'in pool', cell: ({ node }) => yesNo(node.inPool) },
    { head: 'probe', cell: ({ node }) => node.expectedProbe },
    { head: 'forwards', cell: ({ node }) => node.forwards },
    { head: 'share', right: true, cell: ({ node }) => percent(node.share) },
  ];
  if (!withVerdict) return common;
  const verdict: TextColumn<NodeRow> = {
    head: 'verdict',
    cell: (row) => (row.verdict === null ? '–' : verdictText(row.verdict, row.known, io)),
  };
  return [...common, verdict, { head: 'because', cell: ({ because }) => because }];
}
