/** What `make` gives, made when it is first asked for. `make` and what it holds are let go of then. */
export function lazily<T>(make: () => T): () => T {
  let how: (() => T) | null = make;
  let made: { readonly value: T } | null = null;
  return () => {
    if (how !== null) {
      made = { value: how() };
      how = null;
    }
    if (made === null) throw new Error('what is made lazily was asked for while it is being made');
    return made.value;
  };
}
