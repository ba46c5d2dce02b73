/** No dataset nests deeper; beyond some thousands, what walks through the values would overflow the stack. */
const deepest = 1000;

/** JSON out of a file of others. Throws for what is no JSON (a `SyntaxError`), and for what is nested too deep. */
export function parseJson(text: string): unknown {
  if (text.length > deepest) refuseDeep(text);
  return JSON.parse(text);
}

function refuseDeep(text: string): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 34) at = endOfString(text, at);
    else if (unit === 91 || unit === 123) {
      if (++depth > deepest) throw new Error(`is nested more than ${deepest} levels deep, and is not read`);
    } else if (unit === 93 || unit === 125) depth--;
  }
}

/** Where the string that begins at `start` ends: at its other quote. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    at = text.indexOf('"', at);
    if (at < 0) return text.length;
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === 92) escapes++;
    if (escapes % 2 === 0) return at;
  }
}
