// ---- tables that sort and filter

function sortable(table) {
  const body = table.tBodies[0];
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    if (head.classList.contains("plain")) return;
    const sort = button(head.textContent, () => {
      const up = column === 0 ? head.getAttribute("aria-sort") !== "ascending" : head.getAttribute("aria-sort") === "descending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const value = (row) => {
        const cell = row.cells[column];
        return column === 0 ? cell.textContent : cell.dataset.v === "" ? -Infinity : Number(cell.dataset.v);
      };
      const rows = Array.from(body.rows).sort((a, b) => {
        const x = value(a);
        const y = value(b);
        return (x < y ? -1 : x > y ? 1 : 0) * (up ? 1 : -1);
      });
      body.append(...rows);
    });
    head.textContent = "";
    head.append(sort);
  });
}

function filterable(table, label) {
  const rows = Array.from(table.tBodies[0].rows);
  const tools = make("p", "tools");
  const field = make("input");
  field.type = "search";
  field.id = "filter-" + table.id;
  const name = make("label", "", label);
  name.htmlFor = field.id;
  const count = make("span");
  count.setAttribute("role", "status");
  const show = () => {
    const wanted = field.value.toLowerCase();
    let n = 0;
    rows.forEach((row) => {
      row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
      n += row.hidden ? 0 : 1;
    });
    count.textContent = words.rows.replace("{n}", n).replace("{all}", rows.length);
  };
  field.addEventListener("input", show);
  tools.append(name, field, count);
  table.closest(".scroll").before(tools);
  show();
}
