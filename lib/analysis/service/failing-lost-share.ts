/** Share of new connections from which on a Service that loses them is failing. docs/model.md "Status of a Service". */
export const FAILING_LOST_SHARE = 0.01;
