// What this site adds to Wagtail's editor: names of fields, advice, text that survives the end of a session, and
// comparing versions.

import { showAdvice } from "./editor/advice.js";
import { offerComparison } from "./editor/compare.js";
import { keepText } from "./editor/kept.js";
import { nameFields } from "./editor/names.js";
import { watchRefused } from "./editor/refused.js";
import { watchSession } from "./editor/session.js";
import { noticeEarlyTyping } from "./editor/typed.js";

const form = document.querySelector("form[data-edit-form]");
const stored = document.getElementById("kb-editor");

if (form && stored) {
  const data = JSON.parse(stored.textContent);
  noticeEarlyTyping(form);
  nameFields(form);
  showAdvice(form);
  offerComparison(form, data);
  const kept = keepText(form, data);
  watchRefused(form);
  watchSession(form, data, kept);
}
