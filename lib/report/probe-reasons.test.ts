import { describe, expect, it } from 'vitest';
import { reasonWords } from './probe-reasons.ts';

/** As Azure documents them. */
const CODES = [
  'Up_Probe_Success',
  'Up_Probe_AllDownIsUp',
  'Up_Probe_ApproachingUnhealthyThreshold',
  'Up_Admin',
  'Up_Platform',
  'Down_Probe_ApproachingHealthyThreshold',
  'Down_Probe_HttpStatusCodeError',
  'Down_Probe_HttpEndpointUnreachable',
  'Down_Probe_HttpNoResponse',
  'Down_Probe_TcpProbeTimeout',
  'Down_Probe_NoHealthyBackend',
  'Down_Admin',
  'Down_Platform',
  'NA',
];

describe('plain words for a reason', () => {
  it('exist for every code that Azure documents, in any case, and differ', () => {
    const words = CODES.map((code) => reasonWords('azure-health', code));
    expect(words.filter((text) => /_|^NA$/.test(text))).toEqual([]);
    expect(new Set(words).size).toBe(CODES.length);
    expect(reasonWords('azure-health', 'DOWN_ADMIN')).toBe(reasonWords('azure-health', 'Down_Admin'));
  });

  it('are the code itself where nobody has described it', () => {
    expect(reasonWords('azure-health', 'Down_Probe_OfTomorrow')).toBe('Down_Probe_OfTomorrow');
    expect(reasonWords('node-probe', 'teapot')).toBe('teapot');
  });

  it('say of an empty value that Azure gives none', () => {
    expect(reasonWords('azure-health', '')).toContain('no value');
  });
});
