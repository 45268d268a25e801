/**
 * What `start` gives the Node that serves. Left to itself, V8 lets the part of its heap for new objects grow to well over
 * 100 MB while lists are read, and never gives it back. Held to this size it costs a few percent of speed.
 */
export const serveFlags = ['--max-semi-space-size=16'];
