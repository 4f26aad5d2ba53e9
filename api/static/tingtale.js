/* What a script adds to pages that work without one: arrow keys in charts, copying a citation. */

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

const LINES = { ArrowDown: 1, ArrowUp: -1 };

/** Return the sign of the same bucket on the next line that has one there, if there is any. */
function onLine(signs, at, step) {
  const { bucket } = signs[at]?.dataset ?? {};
  if (!bucket) return undefined;
  for (let next = at + step; signs[next]; next += step) {
    if (signs[next].dataset.bucket === bucket) return signs[next];
  }
  return undefined;
}

/** Make a chart one stop of the tab key, within which arrow keys, Home and End move. */
function enableArrowKeys(chart) {
  const bars = [...chart.querySelectorAll("a")];
  if (bars.length < 2) return;
  const choose = (chosen) => bars.forEach((bar) => bar.setAttribute("tabindex", bar === chosen ? 0 : -1));
  choose(bars[0]);
  chart.addEventListener("focusin", (event) => choose(event.target.closest("a")));
  chart.addEventListener("keydown", (event) => {
    const at = bars.indexOf(event.target.closest("a"));
    let next = bars[at + (STEPS[event.key] ?? 0)];
    if (event.key in LINES) next = onLine(bars, at, LINES[event.key]);
    if (event.key === "Home") next = bars[0];
    if (event.key === "End") next = bars.at(-1);
    if (at < 0 || !next || next === bars[at]) return;
    event.preventDefault();
    next.focus();
  });
  const hint = document.createElement("p");
  hint.className = "chart-hint";
  hint.textContent = chart.dataset.hint;
  chart.after(hint);
}

/** Let a button copy the text of the element that it names. */
function enableCopying(button) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}

document.querySelectorAll("[data-chart]").forEach(enableArrowKeys);
// Browsers offer the clipboard to pages over HTTPS only; elsewhere the button stays hidden.
if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach(enableCopying);
