/** A deletion takes seconds; behind other Services, minutes. Longer than this it is stuck. docs/model.md "Drift". */
export const DELETION_SECONDS = 300;
