"use strict";
// Sorting, searching, opening all: what the page can do without, it does without. Nothing is fetched,
// stored or sent.
(() => {
  const lang = document.documentElement.lang;
  const order = new Intl.Collator(lang, { numeric: true });
  const statuses = ["not-met", "no-return", "undecided", "in-progress", "met", "watched", "not-applicable"];

  // Letters without their marks, so that "dong khe" finds "Đông Khê".
  const plain = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f\u2060]/g, "").toLowerCase().replace(/đ/g, "d").replace(/\s+/g, " ");

  // The number a text begins with: "8–10" is 8, "≥ 8" is 8, "85,3%" is 85.3.
  const number = (text) => {
    const found = text.match(/-?\d[\d.,]*/);
    if (!found) return -Infinity;
    const digits = lang === "vi" ? found[0].replace(/\./g, "").replace(",", ".") : found[0].replace(/,/g, "");
    return parseFloat(digits);
  };

  const keys = {
    text: (cell) => cell.textContent,
    number: (cell) => number(cell.textContent),
    day: (cell) => cell.textContent.split("/").reverse().join(""),
    status: (cell) => {
      const place = statuses.findIndex((one) => cell.classList.contains(one));
      const figure = number(cell.textContent);
      return place * 1e9 + (Number.isFinite(figure) ? Math.min(figure, 1e8) : 0);
    },
  };

  const sort = (table, heading, column, kind) => {
    const body = table.tBodies[0];
    const falls = heading.getAttribute("aria-sort") === "ascending";
    const key = keys[kind];
    const rows = Array.from(body.rows, (row) => [key(row.cells[column]), row]);
    const compare = kind === "number" || kind === "status"
      ? (one, other) => (one[0] === other[0] ? 0 : one[0] < other[0] ? -1 : 1)
      : (one, other) => order.compare(one[0], other[0]);
    rows.sort((one, other) => (falls ? compare(other, one) : compare(one, other)));
    for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", falls ? "descending" : "ascending");
    body.append(...rows.map((one) => one[1]));
  };

  for (const table of document.querySelectorAll("table")) {
    if (table.tBodies[0].rows.length < 2) continue;
    Array.from(table.tHead.rows[0].cells).forEach((heading, column) => {
      const kind = heading.dataset.sort;
      if (!kind) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => sort(table, heading, column, kind));
    });
  }

  // A search stands right before what it searches: a table's window, or a list of units.
  for (const find of document.querySelectorAll(".find")) {
    const place = find.nextElementSibling;
    const table = place.querySelector("table");
    const rows = Array.from(table ? table.tBodies[0].rows : place.children);
    const [field, count] = [find.querySelector("input"), find.querySelector("output")];
    let texts;
    let waits;
    const show = () => {
      texts ??= rows.map((row) => plain(row.textContent));
      const wanted = plain(field.value).trim();
      let shown = 0;
      rows.forEach((row, at) => {
        const fits = texts[at].includes(wanted);
        row.hidden = !fits;
        shown += fits;
      });
      count.textContent = wanted ? `${shown} / ${rows.length}` : "";
    };
    field.addEventListener("input", () => {
      clearTimeout(waits);
      waits = setTimeout(show, 120);
    });
    find.hidden = false;
  }

  // Opens or closes what is shown of a list.
  for (const button of document.querySelectorAll(".all")) {
    const list = document.getElementById(button.getAttribute("aria-controls"));
    button.hidden = false;
    button.addEventListener("click", () => {
      const opens = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", opens);
      for (const one of list.children) if (!one.hidden) one.open = opens;
    });
  }

  // Paper cannot be opened: what is closed is open while the page is printed.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
    opened = [];
  });

  // A link to what stands in a closed unit opens it.
  const reveal = () => {
    const place = location.hash && document.getElementById(location.hash.slice(1));
    const closed = place && place.closest("details");
    if (closed && !closed.open) {
      closed.open = true;
      place.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  reveal();
})();
