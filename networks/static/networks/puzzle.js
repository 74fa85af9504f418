/* Does the sum that a form asks for while somebody fills it in (see networks/puzzles.py). Without this file the form
   works all the same, within narrower limits. The same file is the page's script and its worker. */
(() => {
  "use strict";

  // SHA-256 of one short line: only the first word, which is all that is asked for.
  const K = [];
  const H = [];
  const isPrime = (n) => { for (let d = 2; d * d <= n; d += 1) { if (n % d === 0) return false; } return true; };
  for (let n = 2; K.length < 64; n += 1) {
    if (!isPrime(n)) continue;
    if (H.length < 8) H.push((Math.sqrt(n) * 2 ** 32) | 0);
    K.push((Math.cbrt(n) * 2 ** 32) | 0);
  }
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  const w = new Int32Array(64);

  const firstWord = (line) => {
    w.fill(0, 0, 16);
    for (let i = 0; i < line.length; i += 1) w[i >> 2] |= line.charCodeAt(i) << (24 - 8 * (i & 3));
    w[line.length >> 2] |= 0x80 << (24 - 8 * (line.length & 3));
    w[15] = line.length * 8;
    for (let t = 16; t < 64; t += 1) {
      const x = w[t - 15];
      const y = w[t - 2];
      w[t] = w[t - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[t - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = H;
    for (let t = 0; t < 64; t += 1) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[t] + w[t]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    return (a + H[0]) | 0;
  };

  const solve = (puzzle) => {
    const head = puzzle.split(":")[0];
    const bits = Number(head.split(".")[1]);
    let answer = 0;
    while (Math.clz32(firstWord(`${head}.${answer}`)) < bits) answer += 1;
    return String(answer);
  };

  if (typeof document === "undefined") {
    self.onmessage = ({ data }) => self.postMessage(solve(data));
    return;
  }

  const script = document.currentScript.src;
  const PATIENCE = 20_000; // a slow device sends without an answer

  const help = (input) => {
    const { form } = input;
    const answer = form.elements[`${input.name}_answer`];
    const status = document.createElement("p");
    status.className = "form__note";
    status.setAttribute("role", "status");
    form.append(status);
    let worker = null;
    let isDone = Boolean(answer.value);
    let isHeld = false;
    let button = null;

    const finish = (found) => {
      if (isDone) return;
      isDone = true;
      answer.value = found;
      worker?.terminate();
      status.textContent = "";
      if (isHeld) form.requestSubmit(button);
    };
    const start = () => {
      if (worker || isDone) return;
      try {
        worker = new Worker(script);
        worker.onmessage = ({ data }) => finish(data);
        worker.onerror = () => finish("");
        worker.postMessage(input.value);
      } catch {
        finish("");
      }
    };
    form.addEventListener("focusin", start, { once: true });
    form.addEventListener("submit", (event) => {
      if (isDone || event.submitter?.name) return; // a button with a name only lays the form out anew
      event.preventDefault();
      if (isHeld) return;
      isHeld = true;
      button = event.submitter;
      status.textContent = input.dataset.words;
      start();
      setTimeout(() => finish(""), PATIENCE);
    });
  };
  document.querySelectorAll("input[data-puzzle]").forEach(help);
})();
