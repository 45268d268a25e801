import type { Tone } from '../status-vocabulary.ts';

export interface ToneColours {
  readonly graphic: string;
  readonly wash: string;
  readonly ink: string;
}

/** The tokens of the theme as the canvas needs them: plain colours and font families. */
export interface MapColours {
  readonly surface: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly focus: string;
  readonly tones: Readonly<Record<Tone, ToneColours>>;
  readonly fontText: string;
  readonly fontNames: string;
}

/** Reads the tokens where the map stands. A canvas knows no CSS variables, so a probe element resolves them. */
export function readMapColours(parent: HTMLElement): MapColours {
  const probe = document.createElement('span');
  probe.hidden = true;
  parent.append(probe);
  const colour = (token: string) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const font = (token: string) => {
    probe.style.fontFamily = `var(--${token})`;
    return getComputedStyle(probe).fontFamily;
  };
  const tone = (name: Tone): ToneColours => ({
    graphic: colour(`state-${name}`),
    wash: colour(`state-${name}-wash`),
    ink: colour(`state-${name}-ink`),
  });
  const colours: MapColours = {
    surface: colour('surface'),
    ink: colour('ink'),
    soft: colour('ink-soft'),
    line: colour('line'),
    focus: colour('focus'),
    tones: {
      healthy: tone('healthy'),
      degraded: tone('degraded'),
      failing: tone('failing'),
      draining: tone('draining'),
      unknown: tone('unknown'),
      idle: tone('idle'),
    },
    fontText: `${font('font-text')}, sans-serif`,
    fontNames: `${font('font-names')}, monospace`,
  };
  probe.remove();
  return colours;
}
