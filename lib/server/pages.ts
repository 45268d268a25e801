import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from './http-server.ts';

export interface Pages {
  readonly handle: RequestHandler;
  close(): Promise<void>;
}

export type PagesResult =
  | { readonly ok: true; readonly pages: Pages }
  | { readonly ok: false; readonly message: string };

/** The pages, as Next built them, or built for a browser at `hostname` as they are asked for during development. */
export async function openPages(dir: string, dev: boolean, hostname: string): Promise<PagesResult> {
  if (!dev && !existsSync(join(dir, '.next', 'BUILD_ID'))) {
    return { ok: false, message: 'The pages are not built yet: run `npm start`, or `npm run build` first.' };
  }
  // Next and React read it when they are loaded.
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' });
  const { default: next } = await import('next');
  const app = next({ dir, dev, hostname, quiet: !dev });
  await app.prepare();
  const handle = app.getRequestHandler();
  return { ok: true, pages: { handle: (request, response) => handle(request, response), close: () => app.close() } };
}
