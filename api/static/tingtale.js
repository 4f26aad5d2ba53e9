/* What a script adds to pages that work without one: arrow keys in charts, copying a citation. */

const plots = document.querySelectorAll("[data-chart] .chart-plot");
const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

for (const plot of plots) {
  const bars = [...plot.querySelectorAll("a")];
  plot.addEventListener("keydown", (event) => {
    const at = bars.indexOf(event.target.closest("a"));
    if (at < 0) return;
    let next = null;
    if (event.key in STEPS) next = bars[at + STEPS[event.key]];
    if (event.key === "Home") next = bars[0];
    if (event.key === "End") next = bars.at(-1);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    const before = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = before; }, 2000);
  });
}
