// Tables sort by a click, Enter or Space on the head of a column: first upwards, then downwards. Numbers come before words; what is unknown,
// last.
for (const table of document.querySelectorAll("table")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    head.querySelector("button").addEventListener("click", () => {
      const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      const key = (row) => {
        const cell = row.cells[column];
        return cell.dataset.sort !== undefined ? Number(cell.dataset.sort) : cell.textContent;
      };
      const isUnknown = (value) => value === "–" || value === "";
      const compare = (a, b) => {
        if (isUnknown(a) || isUnknown(b)) return isUnknown(a) - isUnknown(b);
        if (typeof a === "number" && typeof b === "number") return direction * (a - b);
        if (typeof a !== typeof b) return direction * (typeof a === "number" ? -1 : 1);
        return direction * String(a).localeCompare(String(b), document.documentElement.lang, { numeric: true });
      };
      const rows = [...table.tBodies[0].rows].map((row) => [key(row), row]);
      rows.sort(([a], [b]) => compare(a, b));
      table.tBodies[0].append(...rows.map(([, row]) => row));
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
    });
  });
}
