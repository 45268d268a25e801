/** A scenario that cannot be used; the text names the file, and for each problem the line and the field. */
export class ScenarioError extends Error {}
