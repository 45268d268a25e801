export const outputFormats = ['tables', 'json', 'markdown', 'sarif'] as const;
export type OutputFormat = (typeof outputFormats)[number];
