export interface LoginPage {
  readonly nonce: string;
  /** Where to go afterwards: a path of this server. */
  readonly next: string;
  readonly problem: string | null;
}

/** A page on its own: whoever has not signed in gets no file of the dashboard. */
export function loginPage({ nonce, next, problem }: LoginPage): string {
  const message = problem === null ? '' : `<p role="alert">${escapeHtml(problem)}</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in · AKS Ingress Health</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { width: min(22rem, calc(100vw - 3rem)); }
h1 { font-size: 1.25rem; margin: 0 0 1rem; }
label { display: block; margin-bottom: .25rem; }
input, button { width: 100%; box-sizing: border-box; font: inherit; padding: .5rem .75rem; border-radius: 6px; }
input { border: 1px solid light-dark(#767676, #8c8c8c); }
button { margin-top: 1rem; border: 0; background: light-dark(#0b57a0, #8ab8e8); color: light-dark(#fff, #10202f); }
[role='alert'] { color: light-dark(#a33600, #ffb38a); }
</style>
</head>
<body>
<main>
<h1>AKS Ingress Health</h1>
${message}
<form method="post" action="/login">
<input type="hidden" name="next" value="${escapeHtml(next)}">
<label for="token">Access token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<button type="submit">Sign in</button>
</form>
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** A path of this server, never of another one; the front page when it is anything else. */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])[\x20-\x7e]*$/.test(next) && !next.includes('\\') ? next : '/';
}
