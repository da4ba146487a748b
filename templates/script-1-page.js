// Brings the page to life: charts with a crosshair and zoom, tables that sort and filter, buttons that copy.
// Everything is on the page without it. Text of the archive is only ever set as text, never as markup.
// The script-N files are put together in this order, in one scope; see MODEL.md.
const data = JSON.parse(document.getElementById("data").textContent);
const words = data.text;
const said = document.getElementById("said");
const $ = (selector, within) => Array.from((within || document).querySelectorAll(selector));

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function button(text, action) {
  const made = make("button", "", text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}
