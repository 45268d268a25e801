import { z } from 'zod';
import { actionSchema } from '../../actions/action.ts';
import { ActionError } from '../../actions/find-node.ts';
import { loadScenario, scenarioNames } from '../../scenario.ts';
import type { Control } from './control.ts';

export interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `text`: of a file of one's own, whose path is the `scenario`. */
const runSchema = z.strictObject({ scenario: z.string(), text: z.string().optional() });
const speedSchema = z.strictObject({ speed: z.number().min(0).max(100_000) });
const skipSchema = z.strictObject({ seconds: z.number().min(0).max(86_400) });
const sharesSchema = z.strictObject({
  service: z.string(),
  port: z.number().int().optional(),
  connections: z.number().int().min(1).max(1_000_000).optional(),
  clients: z.number().int().min(1).max(4_096).optional(),
  seed: z.number().int().optional(),
});

const ok = (body: unknown): ControlAnswer => ({ status: 200, body });
const wrong = (status: number, message: string): ControlAnswer => ({ status, body: { error: message } });

function parsed<T>(schema: z.ZodType<T>, text: string, use: (value: T) => unknown): ControlAnswer {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return wrong(400, 'the body must be JSON');
  }
  const value = schema.safeParse(raw);
  return value.success ? ok(use(value.data)) : wrong(400, z.prettifyError(value.error));
}

function read(control: Control, path: string, query: URLSearchParams): ControlAnswer | null {
  if (path === '/control' || path === '/control/state') return ok(control.state());
  if (path === '/control/scenarios')
    return ok(
      scenarioNames().map((name) => {
        const { title, description } = loadScenario(name);
        return { name, title, description };
      }),
    );
  if (path === '/control/actions') return ok(z.toJSONSchema(actionSchema, { io: 'input' }));
  const log = /^\/control\/logs\/(edge|gateway)$/.exec(path)?.[1];
  if (log !== 'edge' && log !== 'gateway') return null;
  const lines = control.log(log, Date.parse(query.get('since') ?? '') || 0);
  return {
    status: 200,
    body: lines.map((line) => `${line}\n`).join(''),
    headers: { 'content-type': 'application/x-ndjson' },
  };
}

/** The control API: what is done to the world, and its truth. Nothing a real cluster has, so no client may depend on it. */
export function controlRoute(
  control: Control,
  method: string,
  path: string,
  query: URLSearchParams,
  body: string,
): ControlAnswer {
  try {
    if (method === 'GET') return read(control, path, query) ?? wrong(404, `there is nothing at ${path}`);
    if (method !== 'POST') return wrong(405, 'use GET or POST');
    switch (path) {
      case '/control/actions':
        return parsed(z.looseObject({}), body, (value) => {
          const action = actionSchema.safeParse(value);
          if (!action.success) throw new ActionError(z.prettifyError(action.error));
          control.act(action.data);
          return { done: action.data };
        });
      case '/control/run':
        return parsed(runSchema, body, ({ scenario, text }) => ({ scenario, actions: control.run(scenario, text) }));
      case '/control/speed':
        return parsed(speedSchema, body, ({ speed }) => {
          control.setSpeed(speed);
          return { speed };
        });
      case '/control/skip':
        return parsed(skipSchema, body, ({ seconds }) => {
          control.skip(seconds);
          return { skipped: seconds };
        });
      case '/control/shares':
        return parsed(sharesSchema, body, ({ service, ...rest }) => {
          const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
          return control.shares({ service, ...given });
        });
      default:
        return wrong(404, `there is nothing at ${path}`);
    }
  } catch (error) {
    if (error instanceof ActionError) return wrong(400, error.message);
    throw error;
  }
}
