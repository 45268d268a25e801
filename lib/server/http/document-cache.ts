export type EncodedDocument = Uint8Array<ArrayBuffer>;

export interface DocumentCache {
  /** The document of that key; made once, however many ask for it at the same time. */
  get(key: string, make: () => Promise<EncodedDocument>): Promise<EncodedDocument>;
}

/** Keeps what was asked for last, up to a number of bytes. */
export function createDocumentCache(bytesMax: number): DocumentCache {
  const kept = new Map<string, EncodedDocument>();
  const underWay = new Map<string, Promise<EncodedDocument>>();
  let bytes = 0;

  const keep = (key: string, document: EncodedDocument) => {
    if (document.byteLength > bytesMax / 4) return;
    kept.set(key, document);
    bytes += document.byteLength;
    for (const [oldest, old] of kept) {
      if (bytes <= bytesMax) break;
      kept.delete(oldest);
      bytes -= old.byteLength;
    }
  };

  return {
    async get(key, make) {
      const known = kept.get(key);
      if (known !== undefined) {
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const made = underWay.get(key) ?? make();
      underWay.set(key, made);
      try {
        const document = await made;
        if (underWay.get(key) === made) keep(key, document);
        return document;
      } finally {
        underWay.delete(key);
      }
    },
  };
}
