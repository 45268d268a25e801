import { processWide } from '../process-wide.ts';

interface Served {
  controlUrl: string | null;
}

const served = (): Served => processWide('embedded', () => ({ controlUrl: null }));

/** Says where the control API of the embedded AKS is; null: none is served. */
export function serveEmbedded(controlUrl: string | null): void {
  served().controlUrl = controlUrl;
}

export function embeddedControlUrl(): string | null {
  return served().controlUrl;
}
