import { z } from 'zod';
import { severitySchema } from '../lib/report/finding.ts';

/** Version of the parameters. Old links keep working: a new meaning gets a new name. */
const currentVersion = 1;

const policySchema = z.enum(['Cluster', 'Local']);
const variantSchema = z.string().regex(/^\d{1,5}-(TCP|UDP|SCTP)-(IPv4|IPv6)$/);
const selectionSchema = z.string().regex(/^(node|pod):.{1,317}$/);
const sortSchema = z.string().regex(/^-?[a-z][a-z-]{0,31}$/);
const hopSchema = z.enum(['frontend', 'rule', 'probe', 'pool', 'node', 'kube-proxy', 'endpoint', 'pod']);
const instantSchema = z.iso.datetime({ offset: true });

export type HopId = z.infer<typeof hopSchema>;

/** Everything of a page that a link must bring back. Null: not chosen, the page decides. */
export interface ViewState {
  /** Text of the filter box. */
  readonly filter: string;
  /** Column id; a leading `-` turns it round. */
  readonly sort: string | null;
  readonly onlyFaults: boolean;
  /** Findings of this severity only. */
  readonly severity: z.infer<typeof severitySchema> | null;
  /** The same as `sort`, for the table of pods. */
  readonly podSort: string | null;
  /** Every graph as a table. */
  readonly asTables: boolean;
  /** Policy looked at; the configured one when null. */
  readonly policy: z.infer<typeof policySchema> | null;
  /** `80-TCP-IPv4`: port, protocol and family looked at. */
  readonly variant: string | null;
  /** `node:<name>` or `pod:<namespace>/<name>`. */
  readonly selection: string | null;
  readonly hop: HopId | null;
  /** RFC 3339: the data that whoever made the link was looking at. */
  readonly madeAt: string | null;
}

export const emptyViewState: ViewState = {
  filter: '',
  sort: null,
  onlyFaults: false,
  severity: null,
  podSort: null,
  asTables: false,
  policy: null,
  variant: null,
  selection: null,
  hop: null,
  madeAt: null,
};

export interface ViewStateProblem {
  readonly parameter: string;
  readonly value: string;
  readonly message: string;
}

export interface DecodedViewState {
  readonly state: ViewState;
  readonly problems: readonly ViewStateProblem[];
}

interface TextField {
  readonly parameter: string;
  readonly schema: z.ZodType<string>;
  readonly expected: string;
}

const textFields = {
  sort: { parameter: 'sort', schema: sortSchema, expected: 'a column name, with a leading - to turn it round' },
  podSort: { parameter: 'podsort', schema: sortSchema, expected: 'a column name, with a leading - to turn it round' },
  variant: { parameter: 'port', schema: variantSchema, expected: 'port-protocol-family, such as 80-TCP-IPv4' },
  selection: { parameter: 'sel', schema: selectionSchema, expected: 'node:<name> or pod:<namespace>/<name>' },
  madeAt: { parameter: 't', schema: instantSchema, expected: 'a time such as 2026-11-06T03:12:07Z' },
} satisfies Record<string, TextField>;

/**
 * Reads the view state from a query. Unknown parameters are ignored; a value that cannot be used is left out and
 * explained in `problems`, the rest still applies. Never throws.
 */
export function decodeViewState(query: URLSearchParams): DecodedViewState {
  const problems: ViewStateProblem[] = [];
  const read = <T>(parameter: string, schema: z.ZodType<T>, expected: string): T | null => {
    const value = query.get(parameter);
    if (value === null) return null;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    problems.push({ parameter, value, message: `expected ${expected}` });
    return null;
  };
  const text = (field: TextField) => read(field.parameter, field.schema, field.expected);
  const flag = (parameter: string) => read(parameter, z.literal('1'), '1, or nothing') !== null;
  read('v', z.literal(String(currentVersion)), `version ${currentVersion}; the link comes from another release`);
  const state: ViewState = {
    filter: query.get('q') ?? '',
    sort: text(textFields.sort),
    onlyFaults: flag('faults'),
    severity: read('sev', severitySchema, severitySchema.options.join(', ')),
    podSort: text(textFields.podSort),
    asTables: flag('tables'),
    policy: read('policy', policySchema, 'Cluster or Local'),
    variant: text(textFields.variant),
    selection: text(textFields.selection),
    hop: read('hop', hopSchema, hopSchema.options.join(', ')),
    madeAt: text(textFields.madeAt),
  };
  return { state, problems };
}

/** Writes the state as a query in a fixed order; what is not chosen is left out, so the plain page has a plain address. */
export function encodeViewState(state: ViewState): URLSearchParams {
  const query = new URLSearchParams();
  const write = (parameter: string, value: string | null) => {
    if (value !== null && value !== '') query.set(parameter, value);
  };
  write('policy', state.policy);
  write(textFields.variant.parameter, state.variant);
  write('hop', state.hop);
  write(textFields.selection.parameter, state.selection);
  write('q', state.filter);
  write('faults', state.onlyFaults ? '1' : null);
  write('sev', state.severity);
  write(textFields.sort.parameter, state.sort);
  write(textFields.podSort.parameter, state.podSort);
  write('tables', state.asTables ? '1' : null);
  write(textFields.madeAt.parameter, state.madeAt);
  if (query.size > 0) query.set('v', String(currentVersion));
  return query;
}

/** Address of a page in a state; an empty state gives the bare path. */
export function viewStateHref(path: string, state: Partial<ViewState>): string {
  const query = encodeViewState({ ...emptyViewState, ...state }).toString();
  return query === '' ? path : `${path}?${query}`;
}
