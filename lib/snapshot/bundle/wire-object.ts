/** An object as the API server or ARM writes it; undefined fields are left out of the text. */
export type WireObject = Readonly<Record<string, unknown>>;
