// ---- buttons that copy

function copy(text, pressed) {
  const done = () => {
    said.textContent = words.copied;
    const before = pressed.textContent;
    pressed.textContent = words.copied;
    setTimeout(() => (pressed.textContent = before), 1500);
  };
  const byHand = () => {
    const area = make("textarea", "sr", text);
    document.body.append(area);
    area.select();
    if (document.execCommand("copy")) done();
    area.remove();
    pressed.focus();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand);
  else byHand();
}

$(".steps code").forEach((code) => {
  const step = make("div", "step");
  code.replaceWith(step);
  step.append(code, button(words.copy, (event) => copy(code.textContent, event.currentTarget)));
});
const summary = document.getElementById("copy-summary");
summary.hidden = false;
summary.addEventListener("click", () => copy(data.summary, summary));
$("table.movers").forEach((table) => {
  sortable(table);
  filterable(table, words.filter);
});

// A link to something closed opens it; paper has everything open.
function open() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  if (target) target.scrollIntoView();
}
addEventListener("hashchange", open);
open();
let closed = [];
addEventListener("beforeprint", () => {
  closed = $("details:not([open]):not(.all)");
  closed.forEach((details) => (details.open = true));
});
addEventListener("afterprint", () => closed.forEach((details) => (details.open = false)));

document.fonts.ready.then(start);
