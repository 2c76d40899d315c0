// Names for fields to which Wagtail gives none, so that a screen reader says where one writes.

const TEXT = '[role="textbox"][contenteditable]:not([aria-label], [aria-labelledby])';
const CELL = ".typed-table-block tbody td :is(input, textarea, select)";

/** Names every text and every cell of a table, also those that are added later. */
export function nameFields(form) {
  const name = () => {
    for (const text of form.querySelectorAll(TEXT)) nameText(text);
    for (const cell of form.querySelectorAll(CELL)) nameCell(cell);
  };
  new MutationObserver(name).observe(form, { childList: true, subtree: true });
  form.addEventListener("change", name);
  name();
}

/** The headings around a text, the outermost first: "Aanleiding en huidige situatie, Tekst". */
function nameText(text) {
  const headings = [];
  for (let panel = around(text); panel; panel = around(panel.parentElement)) {
    headings.unshift(panel.getAttribute("aria-labelledby"));
  }
  if (headings.length) text.setAttribute("aria-labelledby", headings.join(" "));
}

const around = (element) => element?.closest("section.w-panel[aria-labelledby]");

function nameCell(cell) {
  const td = cell.closest("td");
  const heading = td.closest("table").tHead.rows[0].cells[td.cellIndex]?.querySelector(".column-heading");
  const column = heading?.value.trim() || `kolom ${td.cellIndex}`;
  const name = `${column}, rij ${td.parentElement.sectionRowIndex + 1}`;
  if (cell.getAttribute("aria-label") !== name) cell.setAttribute("aria-label", name);
}
